/* hecha verify: what changed since a batch was written. */
#include <stdio.h>
#include <string.h>

#include "cli/batch_record.h"
#include "cli/command.h"
#include "cli/outputs.h"

/* Prints what became of one file; FALSE where it is as it was. */
static gboolean
changed (const char *what, const char *shown, const char *path, const char *sha256)
{
  char now[HECHA_SHA256_SIZE];

  if (!hecha_file_sha256 (path, now, NULL))
    printf ("%s不在了：%s\n", what, shown);
  else if (strcmp (now, sha256) != 0)
    printf ("%s改动过：%s\n", what, shown);
  else
    return FALSE;
  return TRUE;
}

/* The files of one list; the number that changed, their count in *TOTAL. */
static guint
verify_list (const HechaBatchRecord *record, const char *name, const char *what,
             const char *folder, guint *total)
{
  HechaRecordedFile file;
  guint n_changed = 0;

  for (guint i = 0; hecha_batch_record_next (record, name, &i, &file); (*total)++)
    {
      g_autofree char *path = file.opened != NULL ? g_strdup (file.opened)
                                                  : g_build_filename (folder, file.path, NULL);

      n_changed += changed (what, file.path, path, file.sha256);
    }
  return n_changed;
}

int
hecha_command_verify (const HechaOptions *options)
{
  g_autoptr (HechaBatchRecord) record = NULL;
  const char *folder;
  guint outputs = 0, sources = 0, n_changed;

  if (options->arguments->len != 1)
    return hecha_complain (HECHA_EXIT_USAGE, "请写一个由 hecha audit 写出的文件夹");
  folder = g_ptr_array_index (options->arguments, 0);
  record = hecha_batch_record_load (folder);
  if (record == NULL)
    return hecha_complain (HECHA_EXIT_USAGE,
                           "“%s”里没有可用的 batch.json，不是 hecha audit 写出的文件夹", folder);
  n_changed = verify_list (record, "outputs", "结果", folder, &outputs);
  n_changed += verify_list (record, "inputs", "来源", folder, &sources);
  if (n_changed == 0)
    printf ("没有改动：%u 个结果文件、%u 个来源文件都与写出时一致。\n", outputs, sources);
  else
    printf ("共 %u 个结果文件、%u 个来源文件，其中 %u 个有变化。\n", outputs, sources, n_changed);
  return n_changed == 0 ? HECHA_EXIT_CLEAN : HECHA_EXIT_FINDINGS;
}
