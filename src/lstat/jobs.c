/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jobs.c -- query files in parallel, and print them in order */

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

#include "nproc.h"
#include "timespec.h"
#include "xalloc.h"

#include "shared/output.h"

enum
{
  BATCH_MAX = 64,           /* maximum number of files in a batch */
  BATCH_SHORT = 100 * 1000, /* desired time for a batch, in nanoseconds */
  MEMORY_MAX = 512 * 1024,  /* bytes of memory that a file, and all of those
                               before it, may take until they are printed */
  STANDARD_DESCRIPTORS = 3, /* number of standard descriptors */

  /* Descriptors that the threads share besides what is open when they start:
     the list of mounts, a connection to a name service and the like; and those
     that a thread has open at a time: to query a file, or to look up an
     owner.  */
  SHARED_DESCRIPTORS = 10,
  THREAD_DESCRIPTORS = 3
};

/* What the threads share.  Each thread takes the next operands, a batch,
   queries them, and prints them after all previous batches have been printed.
   No data passes from one thread to another, and at most one batch of each
   thread waits to be printed, in less than 1 MiB of memory.  */
struct pool
{
  struct request const *request; /* what to show of each file */
  struct run initial_run;        /* initial value of each job's run */
  size_t batch_max;              /* maximum number of files in a batch */

  pthread_mutex_t input;     /* protects the members up to THREADS */
  struct operands *operands; /* the remaining operands */
  uintmax_t batches;         /* number of batches taken so far */
  int count;                 /* number of threads that may run */
  int started;               /* number of threads, including the calling one */
  pthread_t threads[JOBS_MAX]; /* those but the calling one, from 1 */

  pthread_mutex_t printing; /* protects the members below */
  struct run *run; /* the run of the calling thread, which collects the
                      results of all jobs */
  uintmax_t turn;  /* number of the batch that may be printed */
  uintmax_t slots; /* number of members of TURNED in use; at most that
                      many batches exist at a time */
  pthread_cond_t turned[JOBS_MAX]; /* signaled at the turn of the batch whose
                                      number modulo SLOTS is the index */
};

/* The data of one thread.  */
struct job
{
  struct pool *pool;              /* what the threads share */
  struct run run;                 /* of this thread */
  struct output output;           /* output of RUN */
  struct worker worker;           /* for RUN */
  uintmax_t batch;                /* number of the batch, counted from 0 */
  size_t size;                    /* maximum number of files in the batch */
  size_t count;                   /* number of files in the batch */
  size_t printed;                 /* number of those that were printed */
  struct arena path_arena;        /* memory of their paths */
  char const *paths[BATCH_MAX];   /* these */
  struct inode inodes[BATCH_MAX]; /* the results of the queries */
};

static void *run_job (void *job);

/* Wait for the turn of the batch of ARGUMENT, the struct job that OUTPUT
   belongs to.  After a write error of any thread, set OUTPUT->error.  */
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

/* Flush the output of JOB's batch, add the results to the run of the calling
   thread, and start the turn of the next batch.  */
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

/* Return a new job of POOL, to be freed by run_job.  */
static struct job *
make_job (struct pool *pool)
{
  struct job *job = xmalloc (sizeof *job);

  job->pool = pool;
  job->run = pool->initial_run;
  job->run.output = &job->output;
  output_start (&job->output, job->run.output_fd);
  job->output.await = await_turn;
  job->output.context = job;
  show_start (&job->worker, pool->request, &job->run);
  job->worker.state.memory_limit = MEMORY_MAX;
  job->size = 1;
  job->path_arena = (struct arena){ 0 };
  return job;
}

static void
free_job (struct job *job)
{
  run_free_quoted (&job->run);
  show_finish (&job->worker);
  arena_finish (&job->path_arena);
  free (job);
}

/* Start another thread of POOL.  If that fails, continue with those that
   run.  */
static void
start_thread (struct pool *pool)
{
  struct job *job = make_job (pool);

  if (pthread_create (&pool->threads[pool->started], NULL, run_job, job) == 0)
    pool->started++;
  else
    {
      pool->count = pool->started;
      free_job (job);
    }
}

/* Take the next batch for JOB: one file, and further ones as long as they are
   available without waiting for input.  Return false if there are no more
   files, or after a write error of any thread.  */
static bool
take_batch (struct job *job)
{
  struct pool *pool = job->pool;
  char const *path;

  arena_clear (&job->path_arena);
  pthread_mutex_lock (&pool->input);
  pool->operands->run = &job->run;
  job->batch = pool->batches++;
  job->count = 0;
  pthread_mutex_lock (&pool->printing);
  bool failed = pool->run->output->error != 0;

  pthread_mutex_unlock (&pool->printing);
  /* operands_next reports a name that is not a valid path, which waits for the
     turn of this batch.  operands_ready ensures that only the first name of a
     batch may be such a name.  */
  while (!failed && (path = show_next (&job->worker, pool->operands)))
    {
      job->paths[job->count++] = arena_copy (&job->path_arena, path);
      if (job->count == job->size || !operands_ready (pool->operands))
        break;
    }
  if (0 < job->count && pool->started < pool->count
      && operands_ready (pool->operands))
    start_thread (pool);
  pthread_mutex_unlock (&pool->input);
  return 0 < job->count;
}

static intmax_t
nanoseconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return now.tv_sec * INTMAX_C (1) * TIMESPEC_HZ + now.tv_nsec;
}

/* Print the files of JOB's batch that were queried and not printed, up to the
   index END - 1, and free their memory.  */
static void
print_files (struct job *job, size_t end)
{
  while (job->printed < end)
    show_print (&job->worker, job->inodes + job->printed++);
  arena_clear (&job->worker.state.arena);
}

/* Query all files of JOB's batch, then print them, or more often if they take
   much memory.  Printing them one by one would delay queries, since reporting
   a failure waits for the turn of the batch.  */
static void
show_batch (struct job *job)
{
  struct query_state *state = &job->worker.state;
  intmax_t start = nanoseconds ();

  job->printed = 0;
  for (size_t i = 0; i < job->count; i++)
    {
      show_query (&job->worker, job->paths[i], job->inodes + i);
      /* Query a file that takes too much memory again, without a limit: at the
         turn of the batch and after those before it were printed, so that only
         one thread has such a file in memory.  */
      if (job->inodes[i].xattrs.is_oversized)
        {
          print_files (job, i);
          await_turn (job, &job->output);
          state->memory_limit = 0;
          show_query (&job->worker, job->paths[i], job->inodes + i);
          state->memory_limit = MEMORY_MAX;
        }
      if (MEMORY_MAX < state->arena.used)
        print_files (job, i + 1);
    }
  print_files (job, job->count);
  /* If queries take long, small batches distribute them evenly.  If not, large
     batches need fewer turns, but their output should fit into the buffer.  */
  if (job->size <= job->pool->batch_max / 2
      && job->output.used < OUTPUT_SIZE / 2
      && nanoseconds () - start < BATCH_SHORT)
    job->size *= 2;
}

/* Process batches with ARGUMENT, a struct job, until there are no more, and
   free it.  The start routine of a thread.  */
static void *
run_job (void *argument)
{
  struct job *job = argument;

  while (take_batch (job))
    {
      show_batch (job);
      end_turn (job);
    }
  end_turn (job);
  free_job (job);
  return NULL;
}

int
jobs_parse (char const *text)
{
  /* A number that is too large becomes LONG_MAX.  */
  long int count = strtol (text, NULL, 10);

  return text[strspn (text, "0123456789")] ? 0
         : count < JOBS_MAX                ? count
                                           : JOBS_MAX;
}

int
jobs_default (void)
{
  unsigned long int processors = num_processors (NPROC_CURRENT_OVERRIDABLE);

  return processors < JOBS_DEFAULT_MAX ? processors : JOBS_DEFAULT_MAX;
}

/* Return the number of threads, at most COUNT, that may run: those that surely
   have descriptors enough, since queries could fail in more, and owners seem
   to have no names; and one if a standard descriptor is closed, since a file
   that one thread opens could be standard input or /dev/stdin for another
   until it has got a higher descriptor; so could one that keeps the place.  */
static int
limit_threads (int count)
{
  int wanted = SHARED_DESCRIPTORS + count * THREAD_DESCRIPTORS;
  long int limit = sysconf (_SC_OPEN_MAX);
  int unused = 0;

  for (int fd = 0; unused < wanted && (limit < 0 || fd < limit); fd++)
    if (fcntl (fd, F_GETFD) < 0)
      {
        if (fd < STANDARD_DESCRIPTORS)
          return 1;
        unused++;
      }

  int most = (unused - SHARED_DESCRIPTORS) / THREAD_DESCRIPTORS;

  return most < 1 ? 1 : most;
}

void
jobs_run (struct request const *request, struct run *run,
          struct operands *operands, int count)
{
  struct pool *pool = xcalloc (1, sizeof *pool);

  output_flush (run->output);
  /* Setting the locale is not thread-safe.  */
  run_need_locale (run);
  pool->request = request;
  pool->run = run;
  /* Each thread has quoted names of its own.  */
  run_free_quoted (run);
  pool->initial_run = *run;
  /* On a terminal, print each file as soon as it has been queried.  */
  pool->batch_max = isatty (run->output_fd) ? 1 : BATCH_MAX;
  pool->operands = operands;
  pool->slots = pool->count = limit_threads (count);
  pool->started = 1;
  pthread_mutex_init (&pool->input, NULL);
  pthread_mutex_init (&pool->printing, NULL);
  for (uintmax_t i = 0; i < pool->slots; i++)
    pthread_cond_init (&pool->turned[i], NULL);
  run_job (make_job (pool));
  /* No thread starts another one after a thread has found no more files.  */
  for (int i = 1; i < pool->started; i++)
    pthread_join (pool->threads[i], NULL);
  for (uintmax_t i = 0; i < pool->slots; i++)
    pthread_cond_destroy (&pool->turned[i]);
  pthread_mutex_destroy (&pool->printing);
  pthread_mutex_destroy (&pool->input);
  free (pool);
  operands->run = run;
}
