/* What FreeXL's process may do: read files, write to what it was given. */
#include "book/freexl.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#ifdef HAVE_SECCOMP
#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#endif

#define ADDRESS_SPACE ((rlim_t) 1 << 30)
#define CPU_SECONDS 20

static void
set_limit (int resource, rlim_t value)
{
  struct rlimit limit = { value, value };

  setrlimit (resource, &limit);
}

/* A sanitizer's shadow memory and its report at the end need more than these. */
#if defined HAVE_SECCOMP && !defined HECHA_SANITIZED

/* All that reading a file, allocating and stdio come down to, on any machine;
 * names that a machine does not have are left out by the library. */
static const int allowed[] = {
  SCMP_SYS (read), SCMP_SYS (readv), SCMP_SYS (pread64), SCMP_SYS (write), SCMP_SYS (writev),
  SCMP_SYS (close), SCMP_SYS (fstat), SCMP_SYS (fstat64), SCMP_SYS (newfstatat),
  SCMP_SYS (fstatat64), SCMP_SYS (statx), SCMP_SYS (lseek), SCMP_SYS (_llseek), SCMP_SYS (mmap),
  SCMP_SYS (mmap2), SCMP_SYS (munmap), SCMP_SYS (mremap), SCMP_SYS (mprotect),
  SCMP_SYS (madvise), SCMP_SYS (brk), SCMP_SYS (futex), SCMP_SYS (getrandom),
  SCMP_SYS (clock_gettime), SCMP_SYS (getpid), SCMP_SYS (gettid), SCMP_SYS (tgkill),
  SCMP_SYS (rt_sigprocmask), SCMP_SYS (rt_sigaction), SCMP_SYS (rt_sigreturn),
  SCMP_SYS (exit), SCMP_SYS (exit_group),
};

/* What is not allowed fails with EPERM; an open is allowed for reading.  The
 * kernel may be without: the limits hold then. */
static void
filter_calls (void)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ERRNO (EPERM));

  if (filter == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (allowed); i++)
    seccomp_rule_add (filter, SCMP_ACT_ALLOW, allowed[i], 0);
  seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (openat), 1,
                    SCMP_A2 (SCMP_CMP_MASKED_EQ, O_ACCMODE | O_CREAT | O_TRUNC, O_RDONLY));
  seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (open), 1,
                    SCMP_A1 (SCMP_CMP_MASKED_EQ, O_ACCMODE | O_CREAT | O_TRUNC, O_RDONLY));
  seccomp_load (filter);
  seccomp_release (filter);
}

#else

static void
filter_calls (void)
{
}

#endif

void
hecha_freexl_confine (void)
{
#ifndef HECHA_SANITIZED
  set_limit (RLIMIT_AS, ADDRESS_SPACE);
#endif
  set_limit (RLIMIT_CPU, CPU_SECONDS);
  set_limit (RLIMIT_CORE, 0);
  set_limit (RLIMIT_FSIZE, 0);   /* pipes are not files */
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  /* A worker that is ended leaves nobody behind. */
  prctl (PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  filter_calls ();
}
