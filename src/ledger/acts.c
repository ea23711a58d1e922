#include "ledger/acts.h"

#include <string.h>

#include "ledger/words.h"

/* How notes name the act of a field; what makes them speak of another
 * (财政评审 is no 技术评审); the neighbours' acts whose date is not this one's. */
static const struct
{
  HechaField field;
  const char *own, *unless, *foreign;
} acts[] = {
  { HECHA_FIELD_DECLARED_ON, "申报 申请 上报 报送", "", "立项 批复" },
  { HECHA_FIELD_REVIEWED_ON, "评审 审核 论证", "财政", "立项 验收" },
  { HECHA_FIELD_APPROVED_ON, "立项 批复 审批", "预算", "申报 验收 签订" },
  { HECHA_FIELD_BUDGET_APPROVED_ON, "预算 批复 下达", "立项", "立项" },
  { HECHA_FIELD_REPORTED_ON, "报备 备案", "验收 变更", "验收 变更" },
  { HECHA_FIELD_ANNOUNCED_ON, "公告 发布 挂网 招标", "中标 成交 结果", "中标 成交" },
  { HECHA_FIELD_AWARDED_ON, "中标 成交 定标", "", "签订 开工 开标" },
  { HECHA_FIELD_CONTRACTED_ON, "合同 签订 签约 签署", "监理", "中标 开工 验收 监理" },
  { HECHA_FIELD_STARTED_ON, "开工 进场 启动 开始 动工 开建", "", "签订 中标 完工 竣工 验收" },
  { HECHA_FIELD_PLANNED_COMPLETION, "计划 预计 完工 完成 竣工 建成", "", "开工" },
  { HECHA_FIELD_SUPERVISION_CONTRACTED_ON, "监理", "", "" },
  { HECHA_FIELD_COMPLETED_ON, "建成 竣工 完工 上线 完成", "", "开工 签订 备案" },
  { HECHA_FIELD_PRELIMINARY_ON, "初验 初步验收", "", "终验 备案 开工" },
  { HECHA_FIELD_ACCEPTED_ON, "验收 终验", "初验 初步验收 备案", "初验 初步验收 备案 开工 签订" },
  { HECHA_FIELD_FILED_ON, "备案", "", "验收 初验 终验" },
  { HECHA_FIELD_EVALUATED_ON, "评价 自评", "", "验收" },
  { HECHA_FIELD_MLPS_TESTED_ON, "测评", "", "定级 备案" },
  { HECHA_FIELD_DRILLED_ON, "演练", "", "" },
  { HECHA_FIELD_RETIRED_ON, "停用 下线 停止", "", "上线" },
  { HECHA_FIELD_REVIEW_OPINION, "评审", "", "" },
  { HECHA_FIELD_APPROVAL, "批复 立项", "", "" },
  { HECHA_FIELD_COUNTY_APPROVAL, "批复 批准", "", "" },
  { HECHA_FIELD_FUNDING, "落实 下达 到位", "", "" },
  { HECHA_FIELD_BUDGET_REVIEW, "评审", "", "" },
  { HECHA_FIELD_SUPERVISOR, "监理", "", "" },
  { HECHA_FIELD_CHANGE_FILING, "备案", "", "" },
  { HECHA_FIELD_ACCEPTANCE_VERDICT, "验收", "", "" },
  { HECHA_FIELD_SOFTWARE_TEST, "测评", "", "" },
  { HECHA_FIELD_SECURITY_REVIEW, "审查", "", "" },
  { HECHA_FIELD_FINAL_APPROVAL, "批复", "", "" },
  { HECHA_FIELD_ASSET_TRANSFER, "移交", "", "" },
  { HECHA_FIELD_EVALUATION, "评价", "", "" },
  { HECHA_FIELD_RECTIFICATION, "整改", "", "" },
  { HECHA_FIELD_MLPS_FILING, "备案", "", "" },
  { HECHA_FIELD_CRYPTO_ASSESSMENT, "评估 密评", "", "" },
  { HECHA_FIELD_CONFIDENTIALITY, "签订 签署", "", "" },
  { HECHA_FIELD_RISK_ASSESSMENT, "评估", "", "" },
  { HECHA_FIELD_RETIREMENT_REVIEW, "论证", "", "" },
  { HECHA_FIELD_RETIREMENT_CONSENT, "同意", "", "" },
  { HECHA_FIELD_RETIREMENT_FILING, "备案", "", "" },
  { HECHA_FIELD_ASSET_DISPOSAL, "处置", "", "" },
};

gboolean
hecha_act_is_own (HechaField field, const char *text, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if (acts[i].field == field)
      return hecha_words_hold (text, length, acts[i].own) && !hecha_words_hold (text, length, acts[i].unless);
  return FALSE;
}

gboolean
hecha_act_denied (HechaField field, const char *text)
{
  static const char denials[] = "未 待 没 拟";
  enum { REACH = 4 * 3 };

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    for (const char *word = acts[i].own; acts[i].field == field && *word != '\0';)
      {
        gsize n = strcspn (word, " "), length = strlen (text);
        const char *at = memmem (text, length, word, n);
        gsize before = at != NULL ? MIN ((gsize) (at - text), REACH) : 0;

        for (gsize back = before; at != NULL && back > 0; back--)
          if (strchr (",;:()[]", at[-(gssize) back]) != NULL)
            before = back - 1;
        if (at != NULL && hecha_words_hold (at - before, before, denials))
          return TRUE;
        word += n + (word[n] == ' ');
      }
  return FALSE;
}

gboolean
hecha_act_is_another (HechaField field, const char *text, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if (acts[i].field == field)
      return hecha_words_hold (text, length, acts[i].foreign) && !hecha_act_is_own (field, text, length);
  return FALSE;
}

gboolean
hecha_act_names_another (HechaField field, const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if (acts[i].field == field)
      return hecha_words_hold (text, strlen (text), acts[i].foreign);
  return FALSE;
}
