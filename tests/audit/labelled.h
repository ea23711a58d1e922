/* tests/audit/labelled.h - reads the labelled projects of
 * testdata/audit/duplicates: NAME.psv, a project a line, and NAME_pairs.psv, a
 * labelled pair a line, columns separated by "|", lines with # are remarks.
 */
#ifndef HECHA_TESTS_LABELLED_H
#define HECHA_TESTS_LABELLED_H

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <hecha/ledger.h>

#include "audit/subject.h"

typedef struct
{
  GPtrArray *rows;        /* char ** */
  GArray *subjects;       /* HechaSubject, strings in rows */
  GHashTable *by_id;      /* id -> index + 1 */
  GPtrArray *units;       /* char *: plain units */
} Labelled;

static inline GPtrArray *
labelled_rows (const char *path)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  if (!g_file_get_contents (path, &text, NULL, NULL))
    g_error ("cannot read %s", path);
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0' && **line != '#')
      g_ptr_array_add (rows, g_strsplit (*line, "|", -1));
  return rows;
}

/* 编号|名称|建设单位|年度|建设内容|投资额（万元）|合同日期|承建单位|建设性质|项目编号 */
static inline HechaSubject
labelled_subject (char **row)
{
  HechaSubject subject = { 0 };
  gint32 day = HECHA_DAY_NONE;

  g_assert (g_strv_length (row) == 10);
  subject.name = row[1];
  subject.unit = row[2];
  subject.year = atoi (row[3]);
  subject.content = row[4];
  subject.investment = *row[5] == '\0' ? HECHA_NO_INVESTMENT
                                       : (gint64) llround (atof (row[5]) * 1000000);
  if (!hecha_day_parse (row[6], &day))
    day = HECHA_DAY_NONE;
  subject.contract_day = day;
  subject.first_day = day != HECHA_DAY_NONE ? day : hecha_day_from_ymd (subject.year, 1, 1);
  subject.last_day = day != HECHA_DAY_NONE ? day : hecha_day_from_ymd (subject.year, 12, 31);
  subject.contractor = row[7];
  subject.nature = row[8];
  subject.code = row[9];
  return subject;
}

static inline Labelled
labelled_load (const char *path)
{
  g_autoptr (HechaDictionary) dictionary = hecha_dictionary_load (NULL, NULL, NULL);
  Labelled labelled;

  labelled.units = g_ptr_array_new_with_free_func (g_free);
  labelled.rows = labelled_rows (path);
  labelled.subjects = g_array_new (FALSE, FALSE, sizeof (HechaSubject));
  labelled.by_id = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < labelled.rows->len; i++)
    {
      char **row = g_ptr_array_index (labelled.rows, i);
      HechaSubject subject = labelled_subject (row);

      subject.unit_plain = hecha_unit_plain (dictionary, subject.unit);
      g_ptr_array_add (labelled.units, (gpointer) subject.unit_plain);
      g_array_append_val (labelled.subjects, subject);
      g_hash_table_insert (labelled.by_id, row[0], GUINT_TO_POINTER (i + 1));
    }
  return labelled;
}

static inline guint32
labelled_index (const Labelled *labelled, const char *id)
{
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (labelled->by_id, id));

  if (index == 0)
    g_error ("no project %s", id);
  return index - 1;
}

static inline const HechaSubject *
labelled_get (const Labelled *labelled, guint32 index)
{
  return &g_array_index (labelled->subjects, HechaSubject, index);
}

static inline const char *
labelled_id (const Labelled *labelled, guint32 index)
{
  return ((char **) g_ptr_array_index (labelled->rows, index))[0];
}

static inline void
labelled_clear (Labelled *labelled)
{
  g_array_unref (labelled->subjects);
  g_hash_table_unref (labelled->by_id);
  g_ptr_array_unref (labelled->units);
  g_ptr_array_unref (labelled->rows);
}

#endif
