/* Preloaded into hecha by the tests of faults: makes the Nth call fail, or the
 * process die at it, and lets a worker meet its fate on files whose names ask
 * for it.
 *
 * HECHA_FAULT=OPERATION:N   from the Nth on, calls on regular files fail for
 *                           want of space, in the parent and in workers
 * HECHA_FAULT=OPERATION=N   the Nth alone
 * HECHA_FAULT=OPERATION!N   the parent is killed at the Nth call
 * HECHA_FAULT=OPERATION^N   it is interrupted there, as by Ctrl+C
 * HECHA_FAULT_COUNT=FILE    how many allocations there were is written there
 *
 * OPERATION is write, fwrite, fclose, fsync, rename or mkdir; or memory, the
 * allocations of the parent, or worker-memory, those of each worker.
 *
 * In a worker, opening a file with one of these in its name: 故障崩溃 故障死循环
 * 故障缺内存 故障退出 故障半句 故障胡言 故障沉默 故障消失 故障变化.  Limits are lowered so that
 * the real ones are met within seconds. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define NEXT(name) ((__typeof__ (name) *) dlsym (RTLD_NEXT, #name))

extern void *__libc_malloc (size_t);
extern void *__libc_calloc (size_t, size_t);
extern void *__libc_realloc (void *, size_t);
extern void *__libc_memalign (size_t, size_t);

static int is_worker, wants_memory, counts_memory;
static char operation[32], mode;
static long at;
static long counted;

__attribute__ ((constructor)) static void
begin (void)
{
  const char *fault = getenv ("HECHA_FAULT");
  char line[4096] = "";
  int fd = NEXT (open) ("/proc/self/cmdline", O_RDONLY);
  ssize_t n = read (fd, line, sizeof line - 1);

  close (fd);
  is_worker = n > 0 && memmem (line, (size_t) n, "\0--worker", 10) != NULL;
  if (fault != NULL)
    {
      size_t length = strcspn (fault, ":=!^");

      memcpy (operation, fault, length < sizeof operation ? length : 0);
      mode = fault[length];
      at = atol (fault + length + 1);
    }
  counts_memory = strcmp (operation, is_worker ? "worker-memory" : "memory") == 0;
}

__attribute__ ((destructor)) static void
end (void)
{
  const char *path = getenv ("HECHA_FAULT_COUNT");
  int fd = path != NULL && counts_memory
               ? NEXT (open) (path, O_WRONLY | O_CREAT | O_TRUNC, 0600)
               : -1;

  if (fd >= 0)
    dprintf (fd, "%ld", counted);
}

/* Whether this call, one of those that are counted, fails. */
static int
meets_fault (void)
{
  long turn = __sync_add_and_fetch (&counted, 1);

  if (turn < at || (turn > at && mode != ':'))
    return 0;
  if (mode == '!' || mode == '^')
    kill (getpid (), mode == '!' ? SIGKILL : SIGINT);
  return mode != '^';
}

/* Whether this call of NAME fails. */
static int
fails (const char *name)
{
  if (strcmp (name, operation) != 0 || ((mode == '!' || mode == '^') && is_worker) || !meets_fault ())
    return 0;
  errno = ENOSPC;
  return 1;
}

static int
is_file (int fd)
{
  struct stat status;

  return fstat (fd, &status) == 0 && S_ISREG (status.st_mode);
}

ssize_t
write (int fd, const void *data, size_t length)
{
  return is_file (fd) && fails ("write") ? -1 : NEXT (write) (fd, data, length);
}

size_t
fwrite (const void *data, size_t size, size_t n, FILE *stream)
{
  return is_file (fileno (stream)) && fails ("fwrite") ? 0
                                                       : NEXT (fwrite) (data, size, n, stream);
}

int
fclose (FILE *stream)
{
  int fail = is_file (fileno (stream)) && fails ("fclose");
  int code = NEXT (fclose) (stream);

  if (fail)
    errno = ENOSPC;
  return fail ? EOF : code;
}

int
fsync (int fd)
{
  return fails ("fsync") ? -1 : NEXT (fsync) (fd);
}

/* Ways to the disk like the other. */
int
syncfs (int fd)
{
  return fails ("fsync") ? -1 : NEXT (syncfs) (fd);
}

int
sync_file_range (int fd, off64_t from, off64_t length, unsigned flags)
{
  return fails ("fsync") ? -1 : NEXT (sync_file_range) (fd, from, length, flags);
}

int
rename (const char *from, const char *to)
{
  return fails ("rename") ? -1 : NEXT (rename) (from, to);
}

int
mkdir (const char *path, mode_t mode)
{
  return fails ("mkdir") ? -1 : NEXT (mkdir) (path, mode);
}

/* ---- limits ------------------------------------------------------------------ */

static void
lower (int resource, rlim_t *current, rlim_t *highest)
{
  if (resource == RLIMIT_CPU)
    {
      struct rusage usage;

      getrusage (RUSAGE_SELF, &usage);
      *current = (rlim_t) usage.ru_utime.tv_sec + (rlim_t) usage.ru_stime.tv_sec + 1;
    }
  (void) highest;
}

int
setrlimit64 (__rlimit_resource_t resource, const struct rlimit64 *limit)
{
  struct rlimit64 own = *limit;

  lower ((int) resource, &own.rlim_cur, &own.rlim_max);
  return NEXT (setrlimit64) (resource, &own);
}

int
poll (struct pollfd *fds, nfds_t n, int timeout)
{
  return NEXT (poll) (fds, n, timeout > 4000 ? 4000 : timeout);
}

/* ---- memory -------------------------------------------------------------------- */

static int
lacks_memory (void)
{
  if (!wants_memory && !(counts_memory && meets_fault ()))
    return 0;
  errno = ENOMEM;
  return 1;
}

void *
malloc (size_t size)
{
  return lacks_memory () ? NULL : __libc_malloc (size);
}

void *
calloc (size_t n, size_t size)
{
  return lacks_memory () ? NULL : __libc_calloc (n, size);
}

void *
realloc (void *memory, size_t size)
{
  return lacks_memory () ? NULL : __libc_realloc (memory, size);
}

int
posix_memalign (void **memory, size_t alignment, size_t size)
{
  *memory = lacks_memory () ? NULL : __libc_memalign (alignment, size);
  return *memory == NULL ? ENOMEM : 0;
}

/* ---- fates of a worker ---------------------------------------------------------- */

/* The file is another when the worker comes back to it. */
static void
change (const char *path)
{
  int fd = NEXT (open) (path, O_WRONLY | O_APPEND);

  if (fd < 0 || NEXT (write) (fd, "x", 1) != 1)
    _exit (1);
  close (fd);
}

static void
meet_fate (const char *path)
{
  static int n_opened;
  volatile int forever = 1;

  if (!is_worker || strstr (path, "故障") == NULL)
    return;
  if (strstr (path, "崩溃") != NULL)
    raise (SIGSEGV);
  if (strstr (path, "死循环") != NULL)
    while (forever)
      ;
  if (strstr (path, "缺内存") != NULL)
    wants_memory = 1;
  if (strstr (path, "消失") != NULL)
    unlink (path);
  if (strstr (path, "变化") != NULL && ++n_opened == 2)
    change (path);
  if (strstr (path, "退出") != NULL)
    _exit (0);
  if (strstr (path, "半句") != NULL)
    _exit (NEXT (write) (STDOUT_FILENO, "\x40\0\0\0E", 5) == 5 ? 0 : 1);
  if (strstr (path, "胡言") != NULL && NEXT (write) (STDOUT_FILENO, "\x08\0\0\0Exxxxxxx", 12) != 12)
    _exit (1);
  if (strstr (path, "沉默") != NULL)
    for (;;)
      pause ();
}

int
open64 (const char *path, int flags, ...)
{
  va_list arguments;
  mode_t mode;

  va_start (arguments, flags);
  mode = va_arg (arguments, mode_t);
  va_end (arguments);
  meet_fate (path);
  return NEXT (open64) (path, flags, mode);
}

int
open (const char *path, int flags, ...)
{
  va_list arguments;
  mode_t mode;

  va_start (arguments, flags);
  mode = va_arg (arguments, mode_t);
  va_end (arguments);
  meet_fate (path);
  return NEXT (open) (path, flags, mode);
}
