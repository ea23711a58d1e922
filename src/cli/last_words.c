/* All of it may run in a signal handler, or where no byte of memory is left. */
#include "cli/last_words.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include <glib.h>

#include "cli/allocations.h"
#include "cli/command.h"

static char left_behind[4096];
static gint speaking;

void
hecha_last_words_leave (const char *path)
{
  /* Never half a path, also for a handler that looks in between. */
  left_behind[0] = '\0';
  if (path != NULL && strlen (path) < sizeof left_behind)
    {
      memcpy (left_behind + 1, path + 1, strlen (path));
      left_behind[0] = path[0];
    }
}

static void
say (const char *text)
{
  gssize written = write (STDERR_FILENO, text, strlen (text));

  (void) written;   /* there is nobody left to tell */
}

static void
say_all (const char *reason, const char *advice)
{
  say ("\nhecha：");
  say (reason);
  say ("，已停止。原件没有改动，没有写完的结果不会以正式的名字出现。");
  if (left_behind[0] != '\0')
    {
      say ("留下的“");
      say (left_behind);
      say ("”可以删除。");
    }
  say (advice);
  say ("\n");
}

/* Threads may run out of memory together: one speaks for all. */
static void
end (const char *reason, const char *advice)
{
  if (!g_atomic_int_compare_and_exchange (&speaking, 0, 1))
    for (;;)
      pause ();
  say_all (reason, advice);
  _exit (HECHA_EXIT_OUTPUT);
}

/* Ctrl+C and its like still end the program as the shell expects. */
static void
on_interrupt (int number)
{
  if (g_atomic_int_compare_and_exchange (&speaking, 0, 1))
    say_all ("被中断", "");
  signal (number, SIG_DFL);
  raise (number);
}

static void
listen_for_interrupts (void)
{
  static const int interrupts[] = { SIGINT, SIGTERM, SIGHUP };
  struct sigaction action = { .sa_handler = on_interrupt, .sa_flags = SA_RESTART }, present;

  for (gsize i = 0; i < G_N_ELEMENTS (interrupts); i++)
    /* nohup stays what it is. */
    if (sigaction (interrupts[i], NULL, &present) == 0 && present.sa_handler == SIG_DFL)
      sigaction (interrupts[i], &action, NULL);
}

static void
run_out (void)
{
  end ("内存不足", "请关闭其他程序、减少 -j 的数目或分批核查后再试。");
}

/* A sanitizer has better words. */
#ifndef HECHA_SANITIZED

static void
on_fault (int number)
{
  (void) number;
  end ("程序出错", "请把所用的命令和文件告诉维护者。");
}

/* SIGTRAP is how GLib ends a program. */
static void
listen_for_faults (void)
{
  static const int faults[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP };
  struct sigaction action = { .sa_handler = on_fault };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    sigaction (faults[i], &action, NULL);
}

#else

static void
listen_for_faults (void)
{
}

#endif

void
hecha_last_words_arm (void)
{
  listen_for_faults ();
  listen_for_interrupts ();
  hecha_allocations_guard (run_out);
}

/* As the kernel does it, which the parent takes for want of memory. */
static void
die (void)
{
  raise (SIGKILL);
}

void
hecha_last_words_arm_worker (void)
{
  hecha_allocations_guard (die);
}
