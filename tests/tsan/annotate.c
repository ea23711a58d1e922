/* Tells ThreadSanitizer what GLib's locks and pools order: GLib is not built
 * with it, and its locks are system calls of their own.  Linked into
 * `make check-tsan` alone, in whose objects the linker gives each function
 * here (--wrap) the calls that were meant for GLib's. */
#include <glib.h>

extern void __tsan_acquire (void *address);
extern void __tsan_release (void *address);

/* ---- locks --------------------------------------------------------------------- */

void __real_g_mutex_lock (GMutex *mutex);
void __real_g_mutex_unlock (GMutex *mutex);
void __real_g_once_init_leave (volatile void *location, gsize result);

void
__wrap_g_mutex_lock (GMutex *mutex)
{
  __real_g_mutex_lock (mutex);
  __tsan_acquire (mutex);
}

void
__wrap_g_mutex_unlock (GMutex *mutex)
{
  __tsan_release (mutex);
  __real_g_mutex_unlock (mutex);
}

/* What enters reads LOCATION atomically, which ThreadSanitizer sees. */
void
__wrap_g_once_init_leave (volatile void *location, gsize result)
{
  __tsan_release ((void *) location);
  __real_g_once_init_leave (location, result);
}

/* ---- pools of threads ------------------------------------------------------------ */

typedef struct
{
  GFunc func;
  gpointer user_data;
} Pool;

GThreadPool *__real_g_thread_pool_new (GFunc func, gpointer user_data, gint max_threads,
                                       gboolean exclusive, GError **error);
gboolean __real_g_thread_pool_push (GThreadPool *pool, gpointer data, GError **error);
void __real_g_thread_pool_free (GThreadPool *pool, gboolean immediate, gboolean wait);

static void
run (gpointer data, gpointer user_data)
{
  Pool *own = user_data;

  __tsan_acquire (own);
  own->func (data, own->user_data);
  __tsan_release (own);
}

GThreadPool *
__wrap_g_thread_pool_new (GFunc func, gpointer user_data, gint max_threads, gboolean exclusive,
                          GError **error)
{
  Pool *own = g_new (Pool, 1);

  *own = (Pool) { func, user_data };
  __tsan_release (own);
  return __real_g_thread_pool_new (run, own, max_threads, exclusive, error);
}

gboolean
__wrap_g_thread_pool_push (GThreadPool *pool, gpointer data, GError **error)
{
  __tsan_release (pool->user_data);
  return __real_g_thread_pool_push (pool, data, error);
}

void
__wrap_g_thread_pool_free (GThreadPool *pool, gboolean immediate, gboolean wait)
{
  Pool *own = pool->user_data;

  __real_g_thread_pool_free (pool, immediate, wait);
  __tsan_acquire (own);
  if (wait)
    g_free (own);
}
