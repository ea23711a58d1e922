#include "book/xls_cipher.h"

#include <string.h>

#include "book/biff.h"

#define BLOCK 1024u          /* bytes under one key */
#define MAX_DIGEST 20u       /* SHA-1 */
#define KEY_SIZE 16u

enum
{
  /* Records whose bytes stay plain. */
  PLAIN_RRDHEAD = 0x0138,
  PLAIN_USREXCL = 0x0194,
  PLAIN_FILELOCK = 0x0195,
  PLAIN_RRDINFO = 0x0196,
  PLAIN_INTERFACEHDR = 0x00e1,
  /* What FILEPASS becomes: a record that no reader of ours looks at. */
  INTERFACEEND = 0x00e2
};

/* "VelvetSweatshop" in UTF-16LE. */
static const guint8 password[] = { 'V', 0, 'e', 0, 'l', 0, 'v', 0, 'e', 0, 't', 0, 'S', 0, 'w', 0,
                                   'e', 0, 'a', 0, 't', 0, 's', 0, 'h', 0, 'o', 0, 'p', 0 };

typedef struct
{
  GChecksumType hash;
  guint8 base[MAX_DIGEST];   /* what a block's key is made of, with its number */
  gsize base_size;
  gsize key_size;            /* bytes of the key that are not zero */
} Cipher;

typedef struct
{
  guint8 state[256];
  guint8 i, j;
} Rc4;

/* ---- RC4 -------------------------------------------------------------------- */

static void
rc4_start (Rc4 *rc4, const guint8 *key, gsize size)
{
  guint8 j = 0;

  for (guint i = 0; i < 256; i++)
    rc4->state[i] = (guint8) i;
  for (guint i = 0; i < 256; i++)
    {
      guint8 swapped = rc4->state[i];

      j = (guint8) (j + swapped + key[i % size]);
      rc4->state[i] = rc4->state[j];
      rc4->state[j] = swapped;
    }
  rc4->i = rc4->j = 0;
}

static guint8
rc4_next (Rc4 *rc4)
{
  guint8 a = rc4->state[++rc4->i], b;

  rc4->j = (guint8) (rc4->j + a);
  b = rc4->state[rc4->j];
  rc4->state[rc4->i] = b;
  rc4->state[rc4->j] = a;
  return rc4->state[(guint8) (a + b)];
}

/* ---- keys --------------------------------------------------------------------- */

/* The digest of A and B, one behind the other, REPEAT times. */
static gsize
digest_of (GChecksumType type, const guint8 *a, gsize n_a, const guint8 *b, gsize n_b,
           guint repeat, guint8 *digest)
{
  GChecksum *checksum = g_checksum_new (type);
  gsize size = MAX_DIGEST;

  for (guint i = 0; i < repeat; i++)
    {
      g_checksum_update (checksum, a, (gssize) n_a);
      g_checksum_update (checksum, b, (gssize) n_b);
    }
  g_checksum_get_digest (checksum, digest, &size);
  g_checksum_free (checksum);
  return size;
}

static void
start_block (const Cipher *cipher, guint32 block, Rc4 *rc4)
{
  const guint8 number[] = { (guint8) block, (guint8) (block >> 8), (guint8) (block >> 16),
                            (guint8) (block >> 24) };
  guint8 key[MAX_DIGEST] = { 0 };

  digest_of (cipher->hash, cipher->base, cipher->base_size, number, sizeof number, 1, key);
  if (cipher->key_size < KEY_SIZE)
    memset (key + cipher->key_size, 0, KEY_SIZE - cipher->key_size);
  rc4_start (rc4, key, KEY_SIZE);
}

/* Whether the password is right: VERIFIER decrypted has the decrypted digest
 * behind it. */
static gboolean
verify (const Cipher *cipher, const guint8 *verifier, const guint8 *behind, gsize size)
{
  guint8 plain[16], wanted[MAX_DIGEST] = { 0 }, got[MAX_DIGEST];
  Rc4 rc4;

  start_block (cipher, 0, &rc4);
  for (guint i = 0; i < sizeof plain; i++)
    plain[i] = verifier[i] ^ rc4_next (&rc4);
  for (guint i = 0; i < size; i++)
    wanted[i] = behind[i] ^ rc4_next (&rc4);
  return digest_of (cipher->hash, plain, sizeof plain, NULL, 0, 1, got) == size
         && memcmp (got, wanted, size) == 0;
}

/* Office 97 and 2000 ([MS-OFFCRYPTO] 2.3.6): salt, verifier, its MD5. */
static gboolean
read_old_cipher (const guint8 *data, gsize length, Cipher *cipher)
{
  guint8 digest[MAX_DIGEST];

  if (length < 48)
    return FALSE;
  cipher->hash = G_CHECKSUM_MD5;
  digest_of (cipher->hash, password, sizeof password, NULL, 0, 1, digest);
  digest_of (cipher->hash, digest, 5, data, 16, 16, cipher->base);
  cipher->base_size = 5;
  cipher->key_size = KEY_SIZE;
  return verify (cipher, data + 16, data + 32, 16);
}

/* Office XP and 2003 (2.3.5): a header of its own length, then the same with
 * SHA-1, each with its size. */
static gboolean
read_new_cipher (const guint8 *data, gsize length, Cipher *cipher)
{
  gsize header = length >= 8 ? hecha_biff_u32 (data + 4) : 0;
  const guint8 *verifier;
  guint32 bits;

  if (header < 20 || header > length || length - header < 8 + 4 + 16 + 16 + 4 + 20)
    return FALSE;
  bits = hecha_biff_u32 (data + 8 + 16);
  bits = bits == 0 ? 40 : bits;
  verifier = data + 8 + header;
  if (bits < 40 || bits > 128 || bits % 8 != 0 || hecha_biff_u32 (verifier) != 16
      || hecha_biff_u32 (verifier + 36) != 20)
    return FALSE;
  cipher->hash = G_CHECKSUM_SHA1;
  cipher->base_size = digest_of (cipher->hash, verifier + 4, 16, password, sizeof password, 1,
                                 cipher->base);
  cipher->key_size = bits / 8;
  return verify (cipher, verifier + 20, verifier + 40, 20);
}

static gboolean
read_cipher (const HechaBiffRecord *record, Cipher *cipher)
{
  guint16 minor;

  if (record->length < 6 || hecha_biff_u16 (record->data) != 1)
    return FALSE;
  minor = hecha_biff_u16 (record->data + 4);
  if (minor == 1)
    return read_old_cipher (record->data + 6, record->length - 6u, cipher);
  return minor == 2 && read_new_cipher (record->data + 6, record->length - 6u, cipher);
}

/* ---- the stream ---------------------------------------------------------------- */

/* It stands before all that it encrypts. */
static gboolean
find_filepass (const guint8 *bytes, gsize length, HechaBiffRecord *record)
{
  HechaBiffStream stream = { bytes, length, 0 };

  while (hecha_biff_next (&stream, record) && record->id != BIFF_EOF
         && record->id != BIFF_BOUNDSHEET)
    if (record->id == BIFF_FILEPASS)
      return TRUE;
  return FALSE;
}

/* How many bytes of a record stay plain. */
static gsize
plain_bytes (const HechaBiffRecord *record)
{
  switch (record->id)
    {
    case BIFF_BOF:
    case BIFF_FILEPASS:
    case PLAIN_RRDHEAD:
    case PLAIN_USREXCL:
    case PLAIN_FILELOCK:
    case PLAIN_RRDINFO:
    case PLAIN_INTERFACEHDR:
      return record->length;
    case BIFF_BOUNDSHEET:
      return MIN (record->length, 4);   /* the place of the sheet */
    default:
      return 0;
    }
}

/* Every byte takes one of the key's, plain ones too; each block begins anew. */
static void
decrypt (guint8 *bytes, gsize length, const Cipher *cipher)
{
  HechaBiffStream stream = { bytes, length, 0 };
  HechaBiffRecord record;
  Rc4 rc4 = { { 0 }, 0, 0 };
  gsize at = 0;
  guint8 key;

  while (hecha_biff_next (&stream, &record))
    {
      gsize plain = stream.next - record.length + plain_bytes (&record);

      for (; at < stream.next; at++)
        {
          if (at % BLOCK == 0)
            start_block (cipher, (guint32) (at / BLOCK), &rc4);
          key = rc4_next (&rc4);
          if (at >= plain)
            bytes[at] ^= key;
        }
    }
}

GBytes *
hecha_xls_decrypt (const guint8 *stream, gsize length)
{
  HechaBiffRecord record;
  Cipher cipher;
  guint8 *copy;

  if (!find_filepass (stream, length, &record) || !read_cipher (&record, &cipher))
    return NULL;
  copy = g_malloc (length);
  memcpy (copy, stream, length);
  decrypt (copy, length, &cipher);
  copy[record.data - 4 - stream] = INTERFACEEND;
  return g_bytes_new_take (copy, length);
}
