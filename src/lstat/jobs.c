/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jobs.c -- several files at once, printed in their order */

#include <config.h>

#include "lstat/jobs.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "shared/messages.h"
#include "nproc.h"
#include "shared/report.h"
#include "xalloc.h"

enum
{
  BATCH_MAX = 64,          /* files that a thread takes at once */
  BATCH_SHORT = 100 * 1000 /* nanoseconds: a batch shall rather take longer */
};

/* What the threads share.  Each takes the next few operands, a batch, looks at
   them, and prints them when the batches before are through: nothing is
   handed from one thread to another, and what has been seen but cannot be
   printed yet is one batch a thread at most.  */
struct pool
{
  struct request const *request;
  struct caches const *caches; /* unused, to be copied */
  struct output *output;       /* what is said of all output in the end */
  size_t batch_max;            /* files in a batch */

  pthread_mutex_t input;     /* guards what follows */
  struct operands *operands; /* yet to be taken */
  uintmax_t batches;         /* taken so far */
  int count;                 /* of threads that may be started */
  int started;               /* of threads, the calling one included */
  pthread_t threads[JOBS_MAX];

  pthread_mutex_t printing;        /* guards what follows, and OUTPUT */
  uintmax_t turn;                  /* number of the batch that may print */
  uintmax_t slots;                 /* members of TURNED in use: no more batches
                                      than these are in hand */
  pthread_cond_t turned[JOBS_MAX]; /* it is the turn of the batch with that
                                      number, modulo SLOTS */
};

/* One thread's work.  */
struct job
{
  struct output output; /* of this thread; see await_turn */
  struct pool *pool;
  struct caches caches;
  uintmax_t batch;                  /* number of the batch in hand */
  size_t size;                      /* files that it may have */
  size_t count;                     /* files that it has */
  char *names;                      /* theirs, one after the other */
  size_t names_room;                /* bytes allocated at NAMES */
  size_t starts[BATCH_MAX];         /* where each of NAMES starts */
  struct lookup lookups[BATCH_MAX]; /* what was seen of them */
};

static void *work (void *job);

/* Wait until it is the turn of the batch that OUTPUT, which is that of a job,
   has the lines of.  After a write error of any thread nothing more is
   written.  */
static void
await_turn (struct output *output)
{
  struct job *job = (struct job *)output;
  struct pool *pool = job->pool;

  pthread_mutex_lock (&pool->printing);
  while (pool->turn != job->batch)
    pthread_cond_wait (&pool->turned[job->batch % pool->slots],
                       &pool->printing);
  if (pool->output->error)
    output->error = pool->output->error;
  pthread_mutex_unlock (&pool->printing);
}

/* Print what is left of JOB's batch, and let the next batch have its turn.  */
static void
end_turn (struct job *job)
{
  struct pool *pool = job->pool;

  output_flush (&job->output);
  pthread_mutex_lock (&pool->printing);
  pool->output->error = job->output.error;
  pool->output->written |= job->output.written;
  pool->turn++;
  pthread_cond_signal (&pool->turned[pool->turn % pool->slots]);
  pthread_mutex_unlock (&pool->printing);
}

/* Return whether POOL has met a write error.  */
static bool
has_failed (struct pool *pool)
{
  pthread_mutex_lock (&pool->printing);
  bool failed = pool->output->error != 0;

  pthread_mutex_unlock (&pool->printing);
  return failed;
}

/* Return a new job of POOL.  */
static struct job *
make_job (struct pool *pool)
{
  struct job *job = xmalloc (sizeof *job);

  output_start (&job->output, pool->output->fd);
  job->output.await = await_turn;
  job->pool = pool;
  job->caches = *pool->caches;
  job->size = 1;
  job->names = NULL;
  job->names_room = 0;
  return job;
}

/* Start one more thread of POOL, or be content with those that there are.  */
static void
start_thread (struct pool *pool)
{
  struct job *job = make_job (pool);

  if (pthread_create (&pool->threads[pool->started], NULL, work, job) == 0)
    pool->started++;
  else
    {
      pool->count = pool->started;
      free (job);
    }
}

/* Add PATH to the batch of JOB; USED tells the bytes of its names, and then
   those with PATH.  */
static void
add_path (struct job *job, char const *path, size_t *used)
{
  size_t size = strlen (path) + 1;

  while (job->names_room - *used < size)
    job->names = x2realloc (job->names, &job->names_room);
  memcpy (job->names + *used, path, size);
  job->starts[job->count++] = *used;
  *used += size;
}

/* Take the next batch for JOB: what can be had without waiting, once there is
   a first file.  Return false if there is none.  */
static bool
take_batch (struct job *job)
{
  struct pool *pool = job->pool;
  size_t used = 0;
  char const *path;

  pthread_mutex_lock (&pool->input);
  job->batch = pool->batches++;
  job->count = 0;
  /* A name that is no path is reported, which waits for the turn of this
     batch: it must be the first one, then.  */
  while (!has_failed (pool) && (path = operands_next (pool->operands)))
    {
      add_path (job, path, &used);
      if (job->count == job->size || !operands_ready (pool->operands))
        break;
    }
  if (0 < job->count && pool->started < pool->count
      && operands_ready (pool->operands))
    start_thread (pool);
  pthread_mutex_unlock (&pool->input);
  return 0 < job->count;
}

/* Return the nanoseconds since START.  */
static intmax_t
nanoseconds_since (struct timespec const *start)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (now.tv_sec - start->tv_sec) * INTMAX_C (1000000000) + now.tv_nsec
         - start->tv_nsec;
}

/* Look at the batch of JOB, and print it.  To look at all before any is
   printed lets the first failure, which waits for its turn, hold up no
   look.  */
static void
do_batch (struct job *job)
{
  struct request const *request = job->pool->request;
  struct timespec start;

  clock_gettime (CLOCK_MONOTONIC, &start);
  for (size_t i = 0; i < job->count; i++)
    show_look (request, &job->caches.looks, job->names + job->starts[i],
               job->lookups + i);
  for (size_t i = 0; i < job->count; i++)
    show_print (request, &job->caches, job->lookups + i, &job->output);
  /* Where looks take long, small batches share them out best; where they do
     not, large ones save what a turn costs, as long as their lines find
     room.  */
  if (job->size <= job->pool->batch_max / 2
      && job->output.used < OUTPUT_SIZE / 2
      && nanoseconds_since (&start) < BATCH_SHORT)
    job->size *= 2;
}

/* Do the work of JOB, a struct job, to its end.  */
static void *
work (void *argument)
{
  struct job *job = argument;

  report_attach (&job->output);
  while (take_batch (job))
    {
      do_batch (job);
      end_turn (job);
    }
  end_turn (job);
  return NULL;
}

int
jobs_parse (char const *text)
{
  char *end;

  /* strtol(3) would take blanks and a sign.  */
  if (*text < '0' || '9' < *text)
    return 0;
  /* What is too large for it is LONG_MAX.  */
  long int count = strtol (text, &end, 10);

  return *end ? 0 : count < JOBS_MAX ? count : JOBS_MAX;
}

int
jobs_default (void)
{
  unsigned long int processors = num_processors (NPROC_CURRENT_OVERRIDABLE);

  return processors < JOBS_DEFAULT_MAX ? processors : JOBS_DEFAULT_MAX;
}

void
jobs_run (struct request const *request, struct caches const *caches,
          struct operands *operands, struct output *output, int count)
{
  struct pool *pool = xcalloc (1, sizeof *pool);

  output_flush (output);
  /* Threads must not find it being set.  */
  messages_set_locale ();
  pool->request = request;
  pool->caches = caches;
  pool->output = output;
  /* A person sees each file's lines as soon as they are there.  */
  pool->batch_max = isatty (output->fd) ? 1 : BATCH_MAX;
  pool->operands = operands;
  /* Each batch is written in its turn, and none waits for input then.  */
  operands->output = NULL;
  pool->count = count;
  pool->slots = count;
  pool->started = 1;
  pthread_mutex_init (&pool->input, NULL);
  pthread_mutex_init (&pool->printing, NULL);
  for (int i = 0; i < count; i++)
    pthread_cond_init (&pool->turned[i], NULL);
  work (make_job (pool));

  pthread_mutex_lock (&pool->input);
  int started = pool->started;

  pthread_mutex_unlock (&pool->input);
  for (int i = 1; i < started; i++)
    pthread_join (pool->threads[i], NULL);
  report_attach (output);
}
