/* The scanner gives the same tokens however the bytes arrive. */
#include "tests/test.h"

#include <hecha/book.h>
#include <string.h>

#include "book/xml.h"
#include "book/xml_text.h"

typedef struct
{
  const char *bytes;
  gsize left, piece;
} Source;

static gssize
read_piece (gpointer data, void *buffer, gsize size, GError **error)
{
  Source *source = data;
  gsize n = MIN (MIN (size, source->piece), source->left);

  memcpy (buffer, source->bytes, n);
  source->bytes += n;
  source->left -= n;
  return (gssize) n;
}

/* All tokens as one text: "<a" "text" ">a"; an error as "!". */
static char *
tokens (const char *bytes, gsize length, gsize piece)
{
  Source source = { bytes, length, piece };
  g_autoptr (HechaXml) xml = hecha_xml_new ("part", read_piece, &source, 8);
  GString *out = g_string_new (NULL);
  HechaXmlToken token;

  while ((token = hecha_xml_next (xml)) != HECHA_XML_DONE)
    {
      if (token == HECHA_XML_ERROR)
        {
          g_string_append_c (out, '!');
          break;
        }
      if (token == HECHA_XML_TEXT)
        hecha_xml_append_text (xml, out);
      else
        g_string_append_printf (out, "%c%.*s", token == HECHA_XML_START ? '[' : ']',
                                (int) xml->name_length, xml->name);
    }
  return g_string_free (out, FALSE);
}

static const struct
{
  const char *bytes, *wanted;
} cases[] = {
  { "<a/>", "[a]a" },
  { "<?xml version='1.0'?>\n<!-- - -- > --><a>x</a>\n<!--e-->", "[ax]a" },
  { "<p:a xmlns:p='u' q=\"1>2\"><p:b >t</p:b ></p:a>", "[a[bt]b]a" },
  { "<a>1 &lt; 2 &amp; &#20013;&#x6587;</a>", "[a1 < 2 & 中文]a" },
  { "<a><![CDATA[<&]]>]]</a>", "[a<&]]]a" },
  { "<a>x\r\ny\rz</a>", "[ax\ny\nz]a" },
  { "<a>中文字符</a>", "[a中文字符]a" },
  { "<a><?pi ?? >?>t</a>", "[at]a" },
  { "", "!" },
  { "x<a/>", "!" },
  { "<a/><b/>", "[a]a!" },
  { "<a/>x", "[a]a!" },
  { "<a>", "[a!" },
  { "<a></b>", "[a!" },
  { "</a>", "!" },
  { "<a b=\"<\"/>", "!" },
  { "<!DOCTYPE a><a/>", "!" },
  { "<a>&nbsp;</a>", "[a!" },
  { "<a>&#0;</a>", "[a!" },
  { "<a>\x01</a>", "[a!" },
  { "<a>\xff</a>", "[a!" },
  { "<a>\xef\xbf\xbe</a>", "[a!" },
  { "<a>&amp</a>", "[a!" },
  { "<a><a><a><a><a><a><a><a><a>", "[a[a[a[a[a[a[a[a!" },
};

static void
test_tokens (void)
{
  static const gsize pieces[] = { 1, 2, 3, 7, 4096 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint j = 0; j < G_N_ELEMENTS (pieces); j++)
      {
        g_autofree char *got = tokens (cases[i].bytes, strlen (cases[i].bytes), pieces[j]);

        test_equal_strings (got, cases[i].wanted, cases[i].bytes);
      }
}

/* Longer than the window: text comes in pieces, whole. */
static void
test_long_text (void)
{
  g_autoptr (GString) bytes = g_string_new ("<a>"), wanted = g_string_new ("[a");
  g_autofree char *got = NULL;

  for (guint i = 0; i < 50000; i++)
    {
      g_string_append (bytes, "甲&amp;\r\n");
      g_string_append (wanted, "甲&\n");
    }
  g_string_append (bytes, "</a>");
  g_string_append (wanted, "]a");
  got = tokens (bytes->str, bytes->len, 1000);
  CU_ASSERT (strcmp (got, wanted->str) == 0);
}

static void
test_long_tag (void)
{
  g_autoptr (GString) bytes = g_string_new ("<a b='");
  g_autofree char *got = NULL, *refused = NULL;

  for (guint i = 0; i < 300000; i++)
    g_string_append_c (bytes, 'x');
  g_string_append (bytes, "'/>");
  got = tokens (bytes->str, bytes->len, 100000);
  TEST_STR (got, "[a]a");
  g_string_set_size (bytes, 6);
  for (guint i = 0; i < 2000000; i++)
    g_string_append_c (bytes, 'x');
  refused = tokens (bytes->str, bytes->len, 100000);
  TEST_STR (refused, "!");
}

static void
test_attributes (void)
{
  const char *bytes = "<a r='A&amp;1' r:id = \"x\" n=\"12\" s='' t=\"true\"/>";
  Source source = { bytes, strlen (bytes), 100 };
  g_autoptr (HechaXml) xml = hecha_xml_new ("part", read_piece, &source, 8);
  g_autofree char *r = NULL, *id = NULL, *none = NULL, *empty = NULL;

  CU_ASSERT_EQUAL (hecha_xml_next (xml), HECHA_XML_START);
  r = hecha_xml_attribute_dup (xml, "r", FALSE);
  TEST_STR (r, "A&1");
  id = hecha_xml_attribute_dup (xml, "id", TRUE);
  TEST_STR (id, "x");
  none = hecha_xml_attribute_dup (xml, "id", FALSE);
  CU_ASSERT_PTR_NULL (none);
  empty = hecha_xml_attribute_dup (xml, "s", FALSE);
  TEST_STR (empty, "");
  CU_ASSERT_EQUAL (hecha_xml_attribute_uint (xml, "n", 9), 12);
  CU_ASSERT_EQUAL (hecha_xml_attribute_uint (xml, "r", 9), 9);
  CU_ASSERT (hecha_xml_attribute_true (xml, "t"));
  CU_ASSERT_FALSE (hecha_xml_attribute_true (xml, "n"));
}

/* The quick look takes nothing that the thorough one refuses, and stops
 * nowhere in an ordinary text. */
static void
test_plain_end (void)
{
  static const guint8 often[] = { 0xe4, 0xba, 0xef, 0xbf, 0xbd, 0xed, 0xa0, 0x80, 'a', '_', '&',
                                  0xe0, 0xf0, 0x9f, 0xc3, 0x1f, 0x7f, '\r', '\n', '<', 0 };
  static const char text[] = "智慧城市（一期）：\tPhase-1, 〇 100%</t></si>";
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  TEST_STR (hecha_xml_plain_end (text), "</t></si>");
  for (guint i = 0; i < 200000; i++)
    {
      char bytes[16] = { 0 };
      const char *end;

      for (guint j = 0; j < 12; j++)
        bytes[j] = (char) often[g_rand_int_range (random, 0, sizeof often)];
      end = hecha_xml_plain_end (bytes);
      CU_ASSERT_TRUE (end <= bytes + 12
                      && hecha_xml_text_is_plain (bytes, (gsize) (end - bytes)));
    }
}

void
suite_xml (void)
{
  CU_pSuite suite = CU_add_suite ("book/xml", NULL, NULL);

  CU_ADD_TEST (suite, test_tokens);
  CU_ADD_TEST (suite, test_long_text);
  CU_ADD_TEST (suite, test_long_tag);
  CU_ADD_TEST (suite, test_attributes);
  CU_ADD_TEST (suite, test_plain_end);
}
