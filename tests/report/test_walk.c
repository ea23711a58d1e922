/* Walks over XML, compared with expat: the same tags at the same places, and
 * nothing taken that expat does not take. */
#include "report/marks_xml.h"

#include <expat.h>
#include <string.h>

#include "tests/test.h"

/* expat 2.9 deprecates what counts in int and long. */
#if XML_MAJOR_VERSION == 2 && XML_MINOR_VERSION < 9
#define XML_GetCurrentByteIndex64 XML_GetCurrentByteIndex
#define XML_GetCurrentByteCount64 XML_GetCurrentByteCount
#endif

/* ---- what each of the two sees ------------------------------------------------- */

static void
note_begin (const HechaTag *tag, gpointer data)
{
  GString *log = data;

  g_string_append_printf (log, "<%s %s %u", tag->path, tag->name, tag->depth);
  for (const char **at = tag->attributes; *at != NULL; at += 2)
    g_string_append_printf (log, " %s={%s}", at[0], at[1]);
  g_string_append_printf (log, " @%u-%u%s\n", (guint) tag->start, (guint) tag->end,
                          tag->empty ? " empty" : "");
}

static void
note_end (const HechaTag *tag, gpointer data)
{
  g_string_append_printf (data, "\n>%s %u @%u-%u\n", tag->name, tag->depth, (guint) tag->start,
                          (guint) tag->end);
}

static void
note_text (const char *text, int length, gpointer data)
{
  g_string_append_len (data, text, length);
}

typedef struct
{
  XML_Parser parser;
  const char *data;
  GString *log;
  GPtrArray *path;
  guint start;
} Other;

static const char *
local_of (const char *name)
{
  const char *colon = strchr (name, ':');

  return colon != NULL ? colon + 1 : name;
}

static void XMLCALL
other_begin (void *user_data, const XML_Char *name, const XML_Char **attributes)
{
  Other *other = user_data;
  guint end;
  g_autofree char *path = NULL;

  other->start = (guint) XML_GetCurrentByteIndex64 (other->parser);
  end = other->start + (guint) XML_GetCurrentByteCount64 (other->parser);
  g_ptr_array_set_size (other->path, MAX ((int) other->path->len - 1, 0));
  g_ptr_array_add (other->path, g_strdup (local_of (name)));
  g_ptr_array_add (other->path, NULL);
  path = g_strjoinv ("/", (char **) other->path->pdata);
  g_string_append_printf (other->log, "<%s %s %u", path, local_of (name), other->path->len - 1);
  for (; *attributes != NULL; attributes += 2)
    g_string_append_printf (other->log, " %s={%s}", attributes[0], attributes[1]);
  g_string_append_printf (other->log, " @%u-%u%s\n", other->start, end,
                          other->data[end - 2] == '/' ? " empty" : "");
}

static void XMLCALL
other_end (void *user_data, const XML_Char *name)
{
  Other *other = user_data;
  guint start = (guint) XML_GetCurrentByteIndex64 (other->parser);
  guint end = start + (guint) XML_GetCurrentByteCount64 (other->parser);

  g_string_append_printf (other->log, "\n>%s %u @%u-%u\n", local_of (name), other->path->len - 1,
                          end == start ? other->start : start, end);
  g_ptr_array_set_size (other->path, (int) other->path->len - 2);
  g_ptr_array_add (other->path, NULL);
}

static void XMLCALL
other_text (void *user_data, const XML_Char *text, int length)
{
  g_string_append_len (((Other *) user_data)->log, text, length);
}

static void XMLCALL
other_doctype (void *user_data, const XML_Char *name, const XML_Char *system,
               const XML_Char *public, int internal)
{
  XML_StopParser (((Other *) user_data)->parser, XML_FALSE);
}

static gboolean
other_walk (const char *data, gsize length, GString *log)
{
  Other other = { XML_ParserCreate ("UTF-8"), data, log, g_ptr_array_new_with_free_func (g_free), 0 };
  gboolean ok;

  XML_SetUserData (other.parser, &other);
  XML_SetElementHandler (other.parser, other_begin, other_end);
  XML_SetCharacterDataHandler (other.parser, other_text);
  XML_SetStartDoctypeDeclHandler (other.parser, other_doctype);
  ok = XML_Parse (other.parser, data, (int) length, XML_TRUE) == XML_STATUS_OK;
  XML_ParserFree (other.parser);
  g_ptr_array_unref (other.path);
  return ok;
}

/* ---- documents --------------------------------------------------------------------- */

static const char *const documents[] = {
  "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  "<x:worksheet xmlns:x=\"urn:a\" xmlns:r='urn:b'>\r\n<x:sheetData><x:row r=\"1\" spans='1:2'>"
  "<x:c r=\"A1\" s=\"3\" t=\"inlineStr\"><x:is><x:t xml:space=\"preserve\"> 项目&amp;名称&#x4e2d;"
  "&#10; </x:t></x:is></x:c><x:c r=\"B1\"/><x:c  r = \"C1\"\n/></x:row></x:sheetData>"
  "<!-- a - note --><x:extLst><x:ext uri=\"{A&quot;B}\" a='x&#9;\ty\r\nz'><![CDATA[<raw>]]&]]></x:ext"
  " ></x:extLst><?target data?></x:worksheet>\n<!-- end --><?p?>\n",
  "\xef\xbb\xbf<?xml version='1.0'?><Relationships><Relationship Id=\"rId1\" Target=\"a&amp;b\" "
  "Type=\"t/x\"/><a.b-c_d><名称 属性=\"值\">文\rx\r\ny</名称></a.b-c_d>&lt;&gt;&apos;\"'</Relationships>",
  "<a/>",
  "<a>\xf0\x9f\x98\x80 \xc2\xa0 ]] &#1114111;</a>",
};

static const char *const refused[] = {
  "", " ", "x", "<a>", "<a></b>", "<a/><b/>", "<a/>x", "<a b></a>", "<a b=c></a>", "<a b='1'c='2'/>",
  "<a b='1' b='2'/>", "<a b='<'/>", "<a>&x;</a>", "<a>&</a>", "<a>&#0;</a>", "<a>&#xd800;</a>",
  "<a>&#1114112;</a>", "<a>]]></a>", "<a><!-- -- --></a>", "<a><!-- --->", "<a><![CDATA[x</a>",
  "<![CDATA[x]]><a/>", "<!DOCTYPE a><a/>", "<a><!DOCTYPE b></a>", " <?xml version='1.0'?><a/>",
  "<a><?xml version='1.0'?></a>", "<a><? x?></a>", "<1a/>", "<a>\x01</a>", "<a>\xff</a>",
  "<a>\xed\xa0\x80</a>", "<a>\xef\xbf\xbf</a>", "<a>\xc0\x80</a>", "< a/>", "<a></a", "<a", "<a b=",
  "<a b='", "<a /x>", "</a>", "<a>\xe4\xb8</a>", "<a><", "<a></ a>",
};

static gboolean
walk (const char *data, gsize length, GString *log)
{
  static const HechaWalker walker = { note_begin, note_end, note_text, 0 };
  static const HechaWalker nothing = { NULL, NULL, NULL, 0 };
  g_autoptr (GBytes) part = g_bytes_new (data, length);
  gboolean ok = hecha_markup_walk (part, &walker, log);

  CU_ASSERT_EQUAL (hecha_markup_walk (part, &nothing, NULL), ok);
  return ok;
}

static void
test_same_as_expat (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autoptr (GString) ours = g_string_new (NULL), theirs = g_string_new (NULL);

      CU_ASSERT_TRUE (walk (documents[i], strlen (documents[i]), ours));
      CU_ASSERT_TRUE (other_walk (documents[i], strlen (documents[i]), theirs));
      TEST_STR (ours->str, theirs->str);
    }
}

static void
test_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GString) log = g_string_new (NULL);

      if (walk (refused[i], strlen (refused[i]), log))
        {
          printf ("\n  taken: %s\n", refused[i]);
          CU_FAIL ("XML that is none");
        }
      CU_ASSERT_FALSE (other_walk (refused[i], strlen (refused[i]), log));
    }
}

/* Nested as deep as it may be, and one deeper. */
static void
test_depth (void)
{
  for (guint depth = 255; depth <= 257; depth++)
    {
      g_autoptr (GString) text = g_string_new (NULL), log = g_string_new (NULL);

      for (guint i = 0; i < depth; i++)
        g_string_append (text, "<a>");
      for (guint i = 0; i < depth; i++)
        g_string_append (text, "</a>");
      CU_ASSERT_EQUAL (walk (text->str, text->len, log), depth <= 256);
    }
}

/* One byte changed, lost or doubled: taken only where expat takes it, and then
 * read alike. */
static void
test_damaged (void)
{
  static const char bytes[] = "<>/&;\"'=!-[]? #xa1\r\n\t\x01";
  guint taken = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (documents); i++)
    for (gsize at = 0; at < strlen (documents[i]); at++)
      for (gsize what = 0; what < sizeof bytes + 1; what++)
        {
          g_autoptr (GString) text = g_string_new (documents[i]);
          g_autoptr (GString) ours = g_string_new (NULL), theirs = g_string_new (NULL);

          if (what < sizeof bytes - 1)
            text->str[at] = bytes[what];
          else if (what == sizeof bytes - 1)
            g_string_erase (text, (gssize) at, 1);
          else
            g_string_insert_c (text, (gssize) at, text->str[at]);
          if (!walk (text->str, text->len, ours))
            continue;
          taken++;
          if (!other_walk (text->str, text->len, theirs) || !g_string_equal (ours, theirs))
            {
              printf ("\n  %s\n  read as %s\n  expat: %s\n", text->str, ours->str, theirs->str);
              CU_FAIL ("not as expat");
              return;
            }
        }
  CU_ASSERT_TRUE (taken > 1000);
}

void
suite_walk (void)
{
  CU_pSuite suite = CU_add_suite ("report/walk", NULL, NULL);

  CU_ADD_TEST (suite, test_same_as_expat);
  CU_ADD_TEST (suite, test_refused);
  CU_ADD_TEST (suite, test_depth);
  CU_ADD_TEST (suite, test_damaged);
}
