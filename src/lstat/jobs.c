/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jobs.c -- several files at once, printed in their order */

#include <config.h>

#include "lstat/jobs.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "lstat/caches.h"
#include "nproc.h"
#include "shared/base.h"
#include "shared/output.h"
#include "xalloc.h"

enum
{
  BATCH_MAX = 64,           /* files that a thread takes at once */
  BATCH_SHORT = 100 * 1000, /* nanoseconds that a batch should take at least */
  STANDARD_DESCRIPTORS = 3  /* 0 to 2 */
};

/* What the threads share.  Each takes the next operands, a batch, queries
   them, and prints them when the batches before have been printed: nothing
   passes from one thread to another, and at most one batch for each thread
   waits to be printed.  */
struct pool
{
  struct request const *request;
  size_t batch_max; /* files in a batch */

  pthread_mutex_t input;     /* guards what follows */
  struct operands *operands; /* yet to be taken */
  uintmax_t batches;         /* taken so far */
  int count;                 /* of threads that may be started */
  int started;               /* of threads, the calling one included */
  pthread_t threads[JOBS_MAX];

  pthread_mutex_t printing;        /* guards what follows */
  struct run *run;                 /* what becomes of all jobs' runs */
  uintmax_t turn;                  /* number of the batch that may print */
  uintmax_t slots;                 /* members of TURNED in use: there are no
                                      more batches than these at a time */
  pthread_cond_t turned[JOBS_MAX]; /* it is the turn of the batch with that
                                      number, modulo SLOTS */
};

/* One thread's work.  */
struct job
{
  struct pool *pool;
  struct run run;       /* of this thread */
  struct output output; /* that of RUN */
  struct caches caches;
  uintmax_t batch;                  /* number of its batch */
  size_t size;                      /* files that it may have */
  size_t count;                     /* files that it has */
  char *names;                      /* theirs, one after the other */
  size_t names_room;                /* bytes allocated at NAMES */
  size_t starts[BATCH_MAX];         /* where each of NAMES starts */
  struct lookup lookups[BATCH_MAX]; /* what was seen of them */
};

static void *work (void *job);

/* Wait until it is the turn of the batch of ARGUMENT, a struct job, whose
   OUTPUT it is.  After a write error of any thread nothing more is written. */
static void
await_turn (void *argument, struct output *output)
{
  struct job *job = argument;
  struct pool *pool = job->pool;

  pthread_mutex_lock (&pool->printing);
  while (pool->turn != job->batch)
    pthread_cond_wait (&pool->turned[job->batch % pool->slots],
                       &pool->printing);
  if (pool->run->output->error)
    output->error = pool->run->output->error;
  pthread_mutex_unlock (&pool->printing);
}

/* Print what is left of JOB's batch, and let the next batch have its turn.  */
static void
end_turn (struct job *job)
{
  struct pool *pool = job->pool;
  struct run *run = pool->run;

  output_flush (&job->output);
  pthread_mutex_lock (&pool->printing);
  run->output->error = job->output.error;
  run->output->written |= job->output.written;
  run->wrote_diagnostics |= job->run.wrote_diagnostics;
  run->status |= job->run.status;
  pool->turn++;
  pthread_cond_signal (&pool->turned[pool->turn % pool->slots]);
  pthread_mutex_unlock (&pool->printing);
}

/* Return whether POOL has met a write error.  */
static bool
has_failed (struct pool *pool)
{
  pthread_mutex_lock (&pool->printing);
  bool failed = pool->run->output->error != 0;

  pthread_mutex_unlock (&pool->printing);
  return failed;
}

/* Return a new job of POOL, for a thread of its own or, to start with, for the
   calling one.  */
static struct job *
make_job (struct pool *pool)
{
  struct job *job = xmalloc (sizeof *job);

  job->pool = pool;
  job->run = *pool->run;
  job->run.output = &job->output;
  for (int i = 0; i < RUN_QUOTED; i++)
    job->run.quoted[i] = NULL;
  output_start (&job->output, pool->run->output_fd);
  job->output.await = await_turn;
  job->output.context = job;
  caches_start (&job->caches, &job->run, &pool->request->common);
  job->size = 1;
  job->names = NULL;
  job->names_room = 0;
  return job;
}

/* Free JOB.  */
static void
free_job (struct job *job)
{
  run_free_quoted (&job->run);
  caches_finish (&job->caches);
  free (job->names);
  free (job);
}

/* Start one more thread of POOL, or no more if that fails.  */
static void
start_thread (struct pool *pool)
{
  struct job *job = make_job (pool);

  if (pthread_create (&pool->threads[pool->started], NULL, work, job) == 0)
    pool->started++;
  else
    {
      pool->count = pool->started;
      free_job (job);
    }
}

/* Add PATH to the batch of JOB.  *USED is the size of its names in bytes.  */
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

/* Take the next batch for JOB: a file and those that follow without a wait for
   input.  Return false if there is none.  */
static bool
take_batch (struct job *job)
{
  struct pool *pool = job->pool;
  size_t used = 0;
  char const *path;

  pthread_mutex_lock (&pool->input);
  pool->operands->run = &job->run;
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

/* Query the files of JOB's batch, then print them.  A failure waits for its
   turn to be reported, which must not delay the other queries.  */
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
    show_print (request, &job->run, &job->caches, job->lookups + i);
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

  while (take_batch (job))
    {
      do_batch (job);
      end_turn (job);
    }
  end_turn (job);
  free_job (job);
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

/* Open the root directory as each standard descriptor that is closed, so that
   no thread's file is taken for standard input or output by another, and set
   OCCUPIED for it.  */
static void
occupy_descriptors (bool occupied[STANDARD_DESCRIPTORS])
{
  int fd;

  for (int i = 0; i < STANDARD_DESCRIPTORS; i++)
    occupied[i] = false;
  while (0 <= (fd = open ("/", BASE_SEARCH | O_CLOEXEC))
         && fd < STANDARD_DESCRIPTORS)
    occupied[fd] = true;
  if (0 <= fd)
    close (fd);
}

/* Undo occupy_descriptors.  */
static void
vacate_descriptors (bool const occupied[STANDARD_DESCRIPTORS])
{
  for (int i = 0; i < STANDARD_DESCRIPTORS; i++)
    if (occupied[i])
      close (i);
}

/* Make POOL, all 0, ready for COUNT threads.  */
static void
pool_start (struct pool *pool, int count)
{
  pool->count = count;
  pool->slots = count;
  pool->started = 1;
  pthread_mutex_init (&pool->input, NULL);
  pthread_mutex_init (&pool->printing, NULL);
  for (int i = 0; i < count; i++)
    pthread_cond_init (&pool->turned[i], NULL);
}

/* Wait for the threads of POOL, and free it.  */
static void
pool_finish (struct pool *pool)
{
  pthread_mutex_lock (&pool->input);
  int started = pool->started;

  pthread_mutex_unlock (&pool->input);
  for (int i = 1; i < started; i++)
    pthread_join (pool->threads[i], NULL);
  for (uintmax_t i = 0; i < pool->slots; i++)
    pthread_cond_destroy (&pool->turned[i]);
  pthread_mutex_destroy (&pool->printing);
  pthread_mutex_destroy (&pool->input);
  free (pool);
}

void
jobs_run (struct request const *request, struct run *run,
          struct operands *operands, int count)
{
  struct pool *pool = xcalloc (1, sizeof *pool);
  struct request own_request = *request;
  bool occupied[STANDARD_DESCRIPTORS];

  output_flush (run->output);
  /* No thread may find it being set.  */
  run_need_locale (run);
  occupy_descriptors (occupied);
  own_request.look.no_standard_input = occupied[STDIN_FILENO];
  pool->request = &own_request;
  pool->run = run;
  /* A person sees each file's lines as soon as they are there.  */
  pool->batch_max = isatty (run->output_fd) ? 1 : BATCH_MAX;
  pool->operands = operands;
  pool_start (pool, count);
  work (make_job (pool));
  pool_finish (pool);
  vacate_descriptors (occupied);
  operands->run = run;
}
