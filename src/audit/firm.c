/* Names of firms as people write them: （山西）有限公司, (山西)有限责任公司. */
#include "audit/firm.h"

#include <string.h>

#include "audit/words.h"

/* Longest first: what follows the name proper. */
static const char *const legal_forms[] = {
  "股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "股份公司", "总公司", "公司", NULL
};

/* A branch is its company: XX有限公司阳城分公司. */
static void
drop_branch (GString *name)
{
  const char *branch = "分公司";
  char *company;

  if (!g_str_has_suffix (name->str, branch))
    return;
  company = strstr (name->str, "公司");
  if (company != NULL && company + strlen ("公司") < name->str + name->len)
    g_string_truncate (name, (gsize) (company - name->str) + strlen ("公司"));
}

static void
drop_legal_form (GString *name)
{
  for (guint i = 0; legal_forms[i] != NULL; i++)
    if (g_str_has_suffix (name->str, legal_forms[i]))
      {
        g_string_truncate (name, name->len - strlen (legal_forms[i]));
        return;
      }
}

static gboolean
is_punctuation (gunichar c)
{
  return g_unichar_ispunct (c) || g_unichar_isspace (c);
}

char *
hecha_firm_plain (const char *name)
{
  GString *plain = g_string_new (NULL);
  HechaFoldedWord folded;

  hecha_word_fold (name, &folded);
  for (const char *p = folded.text; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_punctuation (g_utf8_get_char (p)))
      g_string_append_unichar (plain, g_utf8_get_char (p));
  hecha_word_fold_clear (&folded);
  drop_branch (plain);
  drop_legal_form (plain);
  return g_string_free (plain, FALSE);
}

/* Names between 、 ； / and the like.  Free with g_strfreev(). */
static char **
split_names (const char *text)
{
  HechaFoldedWord folded;
  char **names;
  g_auto (GStrv) pieces = NULL;
  g_autofree char *line = NULL;

  hecha_word_fold (text, &folded);
  pieces = g_strsplit (folded.text, "、", -1);
  line = g_strdelimit (g_strjoinv (",", pieces), ";/", ',');
  hecha_word_fold_clear (&folded);
  names = g_strsplit (line, ",", -1);
  for (guint i = 0; names[i] != NULL; i++)
    {
      char *plain = hecha_firm_plain (names[i]);
      g_free (names[i]);
      names[i] = plain;
    }
  return names;
}

gboolean
hecha_firm_same (const char *a, const char *b)
{
  g_auto (GStrv) left = split_names (a);
  g_auto (GStrv) right = split_names (b);

  for (guint i = 0; left[i] != NULL; i++)
    if (*left[i] != '\0' && g_strv_contains ((const char *const *) right, left[i]))
      return TRUE;
  return FALSE;
}
