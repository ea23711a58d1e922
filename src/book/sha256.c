/* SHA-256 of whole files.  libcrypto's uses the processor's instructions for
 * it where there are any; everything a run writes is summed. */
#include <hecha/book.h>

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK (128 * 1024)

typedef EVP_MD_CTX Sum;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sum, EVP_MD_CTX_free)

static gboolean
sum_contents (int fd, Sum *sum, guint64 *size)
{
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  gssize n;

  while ((n = read (fd, chunk, CHUNK)) > 0 || (n < 0 && errno == EINTR))
    if (n > 0)
      {
        if (EVP_DigestUpdate (sum, chunk, (gsize) n) != 1)
          return FALSE;
        *size += (guint64) n;
      }
  return n == 0;
}

gboolean
hecha_file_sha256 (const char *path, char *sha256, guint64 *size)
{
  g_autoptr (Sum) sum = EVP_MD_CTX_new ();
  guint8 digest[EVP_MAX_MD_SIZE];
  unsigned n = 0;
  struct stat status;
  guint64 length = 0;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  gboolean ok;

  if (fd < 0)
    return FALSE;
  ok = sum != NULL && fstat (fd, &status) == 0 && S_ISREG (status.st_mode)
       && EVP_DigestInit_ex (sum, EVP_sha256 (), NULL) == 1 && sum_contents (fd, sum, &length)
       && EVP_DigestFinal_ex (sum, digest, &n) == 1 && n == (HECHA_SHA256_SIZE - 1) / 2;
  close (fd);
  if (!ok)
    return FALSE;
  for (unsigned i = 0; i < n; i++)
    g_snprintf (sha256 + 2 * i, 3, "%02x", digest[i]);
  if (size != NULL)
    *size = length;
  return TRUE;
}
