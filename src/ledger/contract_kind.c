#include "ledger/contract_kind.h"

#include <string.h>

#include "ledger/header_text.h"

/* What stands after the word that tells a contract's kind: 监理服务费,
 * 等保测评合同, 设计单位. */
static const char *const kind_tails[]
    = { "合同", "协议", "服务", "项目", "采购", "工作", "单位", "公司", "费用", "费", "首付款",
        "进度款", "尾款", "款", "类", "报告", "编制", "机构", "第三方", "）", ")", " ", NULL };

static HechaContractKind
kind_at_end (const char *text)
{
  static const struct
  {
    const char *word;
    HechaContractKind kind;
  } words[] = { { "补充协议", HECHA_CONTRACT_ADDED }, { "补充合同", HECHA_CONTRACT_ADDED },
                { "监理", HECHA_CONTRACT_SUPERVISION },
                { "等保测评", HECHA_CONTRACT_OTHER }, { "等级保护测评", HECHA_CONTRACT_OTHER },
                { "密码测评", HECHA_CONTRACT_OTHER }, { "安全测评", HECHA_CONTRACT_OTHER },
                { "软件测评", HECHA_CONTRACT_TEST }, { "软件测试", HECHA_CONTRACT_TEST }, { "第三方测评", HECHA_CONTRACT_TEST },
                { "第三方测试", HECHA_CONTRACT_TEST }, { "测评", HECHA_CONTRACT_TEST },
                { "设计", HECHA_CONTRACT_OTHER }, { "咨询", HECHA_CONTRACT_OTHER }, { "代理", HECHA_CONTRACT_OTHER },
                { "造价", HECHA_CONTRACT_OTHER }, { "审计", HECHA_CONTRACT_OTHER }, { "勘察", HECHA_CONTRACT_OTHER },
                { "评估", HECHA_CONTRACT_OTHER }, { "保险", HECHA_CONTRACT_OTHER }, { "检测", HECHA_CONTRACT_OTHER },
                { "密评", HECHA_CONTRACT_OTHER }, { "等保", HECHA_CONTRACT_OTHER },
                { "运维", HECHA_CONTRACT_UPKEEP }, { "维保", HECHA_CONTRACT_UPKEEP }, { "运行维护", HECHA_CONTRACT_UPKEEP },
                { "维护", HECHA_CONTRACT_UPKEEP } };
  g_autofree char *rest = g_strstrip (g_strdup (text));
  gboolean shorter = TRUE;

  while (shorter)
    {
      for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        if (g_str_has_suffix (rest, words[i].word))
          return words[i].kind;
      shorter = FALSE;
      for (guint i = 0; kind_tails[i] != NULL && !shorter; i++)
        if (g_str_has_suffix (rest, kind_tails[i]))
          {
            rest[strlen (rest) - strlen (kind_tails[i])] = '\0';
            shorter = TRUE;
          }
    }
  return HECHA_CONTRACT_MAIN;
}

/* How surely a column tells what the contracts of its rows are for. */
typedef enum
{
  TELLS_NOTHING,
  TELLS_AMONG_SEVERAL,   /* 建设内容, 类别: of a project with several rows */
  TELLS_ALWAYS           /* 合同类型, 款项 */
} Telling;

static Telling
telling_of (const HechaTableColumn *column)
{
  static const char *const always[] = { "合同", "款项", "付款", "费用", NULL };
  static const char *const among_several[]
      = { "类型", "类别", "名称", "内容", "性质", "用途", "事项", "标的", NULL };
  const char *header = column->texts[column->n_texts - 1];

  if (column->field == HECHA_FIELD_NONE && hecha_text_holds_one (header, always))
    return TELLS_ALWAYS;
  if ((column->field == HECHA_FIELD_NONE || column->field == HECHA_FIELD_BUILD_TYPE
       || column->field == HECHA_FIELD_CONTENT)
      && hecha_text_holds_one (header, among_several))
    return TELLS_AMONG_SEVERAL;
  return TELLS_NOTHING;
}

HechaContractKind
hecha_contract_kind (const HechaSheetReader *reader, const HechaTableHead *head,
                     const HechaRecord *record, gboolean apart)
{
  const GArray *columns = head->columns;

  for (guint i = 0; i < columns->len; i++)
    {
      const HechaTableColumn *column = &g_array_index (columns, HechaTableColumn, i);
      Telling telling = telling_of (column);
      HechaContractKind kind;

      if (telling == TELLS_NOTHING || (telling == TELLS_AMONG_SEVERAL && !apart))
        continue;
      kind = kind_at_end (hecha_grid_text (reader->grid, record->row, column->column));
      if (kind == HECHA_CONTRACT_UPKEEP)
        return apart ? HECHA_CONTRACT_OTHER : HECHA_CONTRACT_MAIN;
      if (kind != HECHA_CONTRACT_MAIN)
        return kind;
    }
  for (guint i = 0; i < record->n_data && apart; i++)
    if (record->data[i].field == HECHA_FIELD_CONTRACTOR
        && record->data[i].state == HECHA_STATE_VALUE
        && strstr (record->data[i].raw, "监理") != NULL)
      return HECHA_CONTRACT_SUPERVISION;
  return HECHA_CONTRACT_MAIN;
}
