/* Preloaded into aarch64 programs that qemu-user runs: what they start that is
 * aarch64 too is started under qemu again.  hecha starts itself for its
 * workers, and without binfmt_misc, which is the machine's and not ours to
 * set, the kernel would refuse that file.  HECHA_QEMU names the script that
 * runs a program under qemu with this library. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ARGUMENTS_MAX 4096

/* The machine's own programs, whose loader would complain, are not to see it. */
__attribute__ ((constructor)) static void
forget_preload (void)
{
  unsetenv ("LD_PRELOAD");
}

/* ELF's e_machine stands at byte 18, low byte first; AArch64 is 183. */
static int
is_aarch64 (const char *path)
{
  unsigned char head[20] = { 0 };
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  ssize_t got;

  if (fd < 0)
    return 0;
  got = read (fd, head, sizeof head);
  close (fd);
  return got == sizeof head && memcmp (head, "\177ELF", 4) == 0 && head[18] == 183 && head[19] == 0;
}

/* The command line of QEMU with PATH after it and ARGV[0] told apart, into LINE. */
static int
under_qemu (const char *qemu, const char *path, char *const argv[], char *line[])
{
  int n = 0;

  line[n++] = (char *) qemu;
  line[n++] = (char *) "-0";
  line[n++] = argv[0];
  line[n++] = (char *) path;
  for (int i = 1; argv[0] != NULL && argv[i] != NULL; i++)
    {
      if (n >= ARGUMENTS_MAX - 1)
        return 0;
      line[n++] = argv[i];
    }
  line[n] = NULL;
  return 1;
}

int
execve (const char *path, char *const argv[], char *const envp[])
{
  static int (*next) (const char *, char *const[], char *const[]);
  const char *qemu = getenv ("HECHA_QEMU");
  char *line[ARGUMENTS_MAX];

  if (next == NULL)
    next = (int (*) (const char *, char *const[], char *const[])) dlsym (RTLD_NEXT, "execve");
  if (qemu == NULL || !is_aarch64 (path))
    return next (path, argv, envp);
  if (!under_qemu (qemu, path, argv, line))
    {
      errno = E2BIG;
      return -1;
    }
  return next (qemu, line, envp);
}

int
execv (const char *path, char *const argv[])
{
  return execve (path, argv, environ);
}

int
posix_spawn (pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions,
             const posix_spawnattr_t *attributes, char *const argv[], char *const envp[])
{
  static int (*next) (pid_t *, const char *, const posix_spawn_file_actions_t *,
                      const posix_spawnattr_t *, char *const[], char *const[]);
  const char *qemu = getenv ("HECHA_QEMU");
  char *line[ARGUMENTS_MAX];

  if (next == NULL)
    next = (int (*) (pid_t *, const char *, const posix_spawn_file_actions_t *,
                     const posix_spawnattr_t *, char *const[], char *const[]))
        dlsym (RTLD_NEXT, "posix_spawn");
  if (qemu == NULL || !is_aarch64 (path))
    return next (pid, path, actions, attributes, argv, envp);
  if (!under_qemu (qemu, path, argv, line))
    return E2BIG;
  return next (pid, qemu, actions, attributes, line, envp);
}
