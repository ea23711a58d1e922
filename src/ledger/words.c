#include "ledger/words.h"

#include <string.h>

#include "ledger/fold.h"

/* Whole words; written folded. */
static const struct
{
  HechaSaying saying;
  const char *words;
} bare_words[] = {
  { HECHA_SAYS_BLANK, "null none nan (空) (空白) 空 空白 空值 未填 未填写" },
  { HECHA_SAYS_NOT_APPLICABLE,
    "不涉及 不适用 无需 无须 毋需 不需要 不需 不必 免于 免予 不用 n/a na 暂不涉及 暂不适用 "
    "本项目不涉及 该项目不涉及 项目不涉及 均不涉及 不涉及此项 不涉及该项 不涉及本项 不适用本项 无此要求 无要求" },
  { HECHA_SAYS_NO,
    "无 無 否 没有 没 未 不 不是 不存在 暂无 暂未 尚无 尚未 还没有 还没 均无 都没有 无此项 无此内容 未办理 未办 "
    "未开展 未完成 未进行 未实施 未提供 暂没有 目前无 目前没有 目前暂无 暂时没有 暂时无 暂缺 "
    "/ // /// \\ | - -- --- ---- ----- ------ - × x ×× xx n no f false 错 假" },
  { HECHA_SAYS_DOUBT,
    "待定 待补 待补充 待补录 待补报 待补办资料 待补正 待确认 待确定 待核实 待核 待核定 待核对 待查 待查实 待填 待填写 待填报 待明确 "
    "待完善 待统计 待提供 待更新 待报 待议 待商榷 不详 不清楚 不清 不明 不确定 不知道 不知 不了解 不掌握 未知 未定 无法确定 无法核实 "
    "无法统计 查无 暂定 存疑 ? ?? ??? ???? tbd unknown 同上 〃 々 同前 如上 #ref! #n/a #div/0! #value! #name? #num! #null! "
    "#getting_data #spill! #calc! ○ 〇 ◯ □ ☐" },
  { HECHA_SAYS_YES,
    "是 有 已 √ √√ y yes t true ok 对 真 ☑ ✓ ● ■ 已完成 完成 已办理 已办 已办结 办结 已开展 已实施 已落实 已具备 具备 "
    "已有 已列入 已纳入 已提交 已提供 属于 属 均已完成 全部完成 已全部完成 是的 有的 齐全 已通过 实现 满足 符合 支持 能 可以" },
};

/* How a clause begins that says what an act is not, longest first within a
 * saying; a verdict (OTHER) is asked before all others. */
static const struct
{
  HechaSaying saying;
  const char *words;
} openings[] = {
  { HECHA_SAYS_OTHER,
    "未通过 暂未通过 尚未通过 仍未通过 还未通过 未予通过 未获通过 未能通过 未被通过 未达标 未达到要求 未达要求 未达到标准 未达到合格 未达到预期 未合格 未发现 未见 未提出 "
    "未超 未收到异议 未收到意见 未出现问题 未出现异常 未出现重大 未获批 未批准 未同意 拟同意 暂不同意 暂不通过 暂不予 未予批准 未予同意 未完全 未全部 未按 "
    "无异议 无意见 无偏离 无问题 无误 无遗留 无重大 无不良 无明显 无保留 无疑问 无争议 未来 无线 无人 无纸 无障碍 无锡 无为 无极 无犯罪 "
    "未达到建设 未达到目标 未达到绩效 未达到设计 未达到验收 未达成目标 未达成预期 未实现目标 未实现预期 未完成目标 未完成绩效 "
    "没有达到建设 没有达到预期 没有达到目标 没有达到要求 没有达到标准 没有达到绩效 没达到预期 没达到目标 没达到要求 "
    "不存在不 不存在问题 不存在异议 不存在偏离 不太同意 不予认可 未使用公有云 未采用公有云 未使用第三方云 未采用第三方云 "
    "没问题 没啥问题 没异议 没意见 没发现 没毛病 没有异议 没有问题 没有意见 没有发现 没有偏离 没有通过 没通过 不通过 不合格 不同意 不达标 不符合 不予通过 不予同意 不予批准 不建议 不宜" },
  { HECHA_SAYS_YES, "已 均已 都已 全部已 现已 业已 早已 是 有 √" },
  { HECHA_SAYS_DOUBT,
    "待定 待补 待确 待核 待查 待填 待明确 待统计 待提供 待更新 待议 待商 暂定 不详 不清 不明 不确定 未知 可能 大概 好像 疑似 也许 似乎 "
    "无法确定 无法核实 无法提供" },
  { HECHA_SAYS_NOT_APPLICABLE,
    "不涉及 不适用 无需 无须 毋需 不需 不必 免于 免予 不用 暂不涉及 暂不适用 暂不需 暂无需 免评 免测 免审 免监理 免招标 免备案 免验收 "
    "可不 不属于 无可共享 无可移交 无可处置" },
  { HECHA_SAYS_PENDING,
    "正在 正办理 正组织 正编制 正抓紧 拟 准备 计划 预计 即将 将于 将在 待 暂缓 暂不 筹备 等待 尚在 尚需 尚待 还在 仍在 需待 "
    "争取 力争 目前正在 目前正 现正 现正在 着手 抓紧 下一步 后续 在建 在办 筹建 续建 走流程 在途" },
  { HECHA_SAYS_NO,
    "未 尚未 没 还未 还没 暂未 仍未 均未 从未 并未 一直未 暂没 都未 都没 目前未 目前尚未 目前没 目前还 目前无 目前暂无 因故未 "
    "不存在 不具备 不开展 不组织 不实施 不签 不设 不做 不进行 不编 不备案 不验收 不评 不测 不报 不列 不纳入 不聘 不转包 不分包 不移交 不停用 不处置 不共享 不互联 暂无 尚无" },
};

/* 办理中, 招标中: what stands before 中. */
static const char going_on[] =
  "办理 招标 采购 评审 审批 编制 建设 实施 施工 进行 测评 整改 备案 验收 报批 流转 流程 过程 制定 签订 起草 谈判 比选 审核 "
  "审查 申报 申请 准备 筹备 洽谈 推进 测试 试运行 评估 论证 完善 修订 组织 协调 迁移 处置 移交 结算 决算 审计 公示 开展 上报 公告 "
  "开标 评标 遴选 询价 磋商 当 定级 密评 对接 走程序 自评 拟定 批复 立项 演练 研究 "
  "送审 报审 补办 委托 受理 报备 补充 收集 审阅 签批 会签 审议 签署 申领 复核 办理之 进行之 建设之 审核之";

/* 无X: a document or an act that is not there. */
static const char lacked[] =
  "批复 备案 方案 预案 报告 合同 协议 资质 监理 文件 材料 记录 变更 转包 分包 演练 评价 测评 评审 审查 制度 资料 依据 手续 单位 "
  "证书 计划 措施 目录 数据 共享 要求 论证 评估 机构 负责人 验收 意见书 资金 财政 付款 支付 运维 调整 移交 处置 停用 密评 等保 定级 "
  "应急 保密 软件 安全 密码 需求 申报 立项 审批 公告 中标 开工 完工 初验 竣工 决算 结算 增减 增加 此项 该项 相关 整改 迁移 部署 "
  "系统 项目 联网 互联 业务 专项 书面 预算 概算 评审意见";

/* What may stand before such an opening, in this order. */
static const char fillers[] = "本项目 该项目 项目 目前 现 但 且 因 我局 我单位";

static const char vague_words[] =
  "约 左右 大概 大约 上下 暂定 估 预计 近似 不超过 不低于 以上 以下 以内 超过 ? 前后 可能 待 拟 许 余 多元 余元 多万 余万 或 ≤ ≥ < > ≈";

static gboolean
next_word (const char **words, const char **word, gsize *length)
{
  const char *p = *words;

  while (*p == ' ')
    p++;
  *word = p;
  while (*p != '\0' && *p != ' ')
    p++;
  *length = (gsize) (p - *word);
  *words = p;
  return *length > 0;
}

static gboolean
begins_with_any (const char *text, gsize length, const char *words)
{
  const char *word;
  gsize n;

  while (next_word (&words, &word, &n))
    if (n <= length && memcmp (text, word, n) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
ends_with_any (const char *text, gsize length, const char *words)
{
  const char *word;
  gsize n;

  while (next_word (&words, &word, &n))
    if (n <= length && memcmp (text + length - n, word, n) == 0)
      return TRUE;
  return FALSE;
}

/* First characters of a list of words, by their last bits: most cells begin
 * with none of them and are done with at one look. */
typedef struct
{
  guint32 bits[32];
} Firsts;

static void
firsts_add (Firsts *firsts, const char *words)
{
  const char *word;
  gsize n;

  while (next_word (&words, &word, &n))
    {
      gunichar c = g_utf8_get_char (word);
      firsts->bits[(c >> 5) & 31] |= (guint32) 1 << (c & 31);
    }
}

static gboolean
firsts_have (const Firsts *firsts, const char *text)
{
  gunichar c = g_utf8_get_char (text);

  return (firsts->bits[(c >> 5) & 31] >> (c & 31)) & 1;
}

static const Firsts *
clause_firsts (void)
{
  static Firsts *firsts;

  if (g_once_init_enter (&firsts))
    {
      Firsts *made = g_new0 (Firsts, 1);

      for (gsize i = 0; i < G_N_ELEMENTS (openings); i++)
        firsts_add (made, openings[i].words);
      firsts_add (made, fillers);
      g_once_init_leave (&firsts, made);
    }
  return firsts;
}

static const Firsts *
vague_firsts (void)
{
  static Firsts *firsts;

  if (g_once_init_enter (&firsts))
    {
      Firsts *made = g_new0 (Firsts, 1);

      firsts_add (made, vague_words);
      g_once_init_leave (&firsts, made);
    }
  return firsts;
}

static GHashTable *
bare_table (void)
{
  static GHashTable *table;

  if (g_once_init_enter (&table))
    {
      GHashTable *made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (gsize i = 0; i < G_N_ELEMENTS (bare_words); i++)
        {
          const char *words = bare_words[i].words;
          const char *word;
          gsize n;

          while (next_word (&words, &word, &n))
            g_hash_table_insert (made, g_strndup (word, n),
                                 GINT_TO_POINTER ((int) bare_words[i].saying));
        }
      g_once_init_leave (&table, made);
    }
  return table;
}

/* "无。" and "（无）" are 无. */
static gsize
without_dressing (const char **text, gsize length)
{
  const char *p = *text;

  while (length > 0 && strchr (".;,!", p[length - 1]) != NULL)
    length--;
  while (length > 2 && ((p[0] == '(' && p[length - 1] == ')') ||
                        (p[0] == '[' && p[length - 1] == ']')) &&
         memchr (p + 1, '(', length - 1) == NULL)
    {
      p++;
      length -= 2;
    }
  *text = p;
  return length;
}

HechaSaying
hecha_words_bare (const char *folded)
{
  char word[HECHA_LONGEST_BARE + 1];
  gsize length = strlen (folded);

  if (length == 0)
    return HECHA_SAYS_BLANK;
  if (length > HECHA_LONGEST_BARE)
    return HECHA_SAYS_OTHER;
  length = without_dressing (&folded, length);
  if (length == 0)
    return HECHA_SAYS_DOUBT;
  memcpy (word, folded, length);
  word[length] = '\0';
  if (strspn (word, "#*.…,;:!'\"`~^_=") == length)
    return HECHA_SAYS_DOUBT;
  return (HechaSaying) GPOINTER_TO_INT (g_hash_table_lookup (bare_table (), word));
}

static gboolean
short_of (const char *text, gsize length, const char *opening)
{
  enum { LONGEST_LACK = 14 * 3 };
  gsize n = strlen (opening);

  return length > n && length <= LONGEST_LACK && memcmp (text, opening, n) == 0 &&
         begins_with_any (text + n, length - n, lacked);
}

static gsize
skip_fillers (const char *clause, gsize length)
{
  const char *words = fillers;
  const char *word;
  gsize n, skipped = 0;

  while (next_word (&words, &word, &n))
    if (length - skipped > n && memcmp (clause + skipped, word, n) == 0)
      skipped += n;
  return skipped;
}

static HechaSaying
opening_of (const char *clause, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (openings); i++)
    if (begins_with_any (clause, length, openings[i].words))
      return openings[i].saying;
  return HECHA_SAYS_OTHER;
}

static HechaSaying
opening_of_clause (const char *clause, gsize length)
{
  gsize skipped;

  if (length == 0 || !firsts_have (clause_firsts (), clause))
    return HECHA_SAYS_OTHER;
  skipped = skip_fillers (clause, length);
  clause += skipped;
  length -= skipped;
  if (begins_with_any (clause, length, openings[0].words))
    return HECHA_SAYS_OTHER;
  if (short_of (clause, length, "无"))
    return HECHA_SAYS_NO;
  return opening_of (clause, length);
}

/* 已报送待批, 已申请: what was only asked for. */
static const char asked_for[] = "已申请 已提交 已报送 已上报 已递交 已送 已报 已委托 已受理 申请已 材料已";
static const char answer_open[] = "待批 待审 待复 待核准 待备案 待受理 待办理 待出具 待领取 等待 待答复 待回复 尚未批 尚未答";

static gboolean
tells_asked_for (const char *clause, gsize length)
{
  return begins_with_any (clause, length, asked_for);
}

static gboolean
tells_going_on (const char *clause, gsize length)
{
  enum { LONGEST_STATE = 15 * 3 };
  static const char ongoing[] = "中";
  gsize n = strlen (ongoing);

  return length > n && length <= LONGEST_STATE && memcmp (clause + length - n, ongoing, n) == 0 &&
         ends_with_any (clause, length - n, going_on);
}

HechaSaying
hecha_words_clause (const char *clause, gsize length)
{
  HechaSaying saying = opening_of_clause (clause, length);

  if ((saying == HECHA_SAYS_OTHER || saying == HECHA_SAYS_YES)
      && (tells_going_on (clause, length)
          || (tells_asked_for (clause, length) && hecha_words_hold (clause, length, answer_open))))
    return HECHA_SAYS_PENDING;
  return saying;
}

gboolean
hecha_words_verdict (const char *folded)
{
  return hecha_words_hold (folded, strlen (folded), openings[0].words);
}

static gsize
clause_length (const char *text)
{
  return strcspn (text, ",;:()[]!");
}

/* The first clause that says anything decides, save that a duty said not to
 * exist (未达限额，无需评审) outweighs the 未… before it, and the answer that is
 * awaited (已申请，待批复) the asking. */
static HechaSaying
combine (HechaSaying first, HechaSaying next, gboolean asked)
{
  if (asked && (next == HECHA_SAYS_PENDING || next == HECHA_SAYS_NO))
    return HECHA_SAYS_PENDING;
  if (first == HECHA_SAYS_OTHER)
    return next == HECHA_SAYS_NOT_APPLICABLE ? next : first;
  if (first == HECHA_SAYS_NO && next == HECHA_SAYS_NOT_APPLICABLE)
    return next;
  return first;
}

HechaSaying
hecha_words_act (const char *folded)
{
  HechaSaying said = hecha_words_bare (folded);
  gboolean begun = FALSE, asked = tells_asked_for (folded, strlen (folded));

  if (said != HECHA_SAYS_OTHER)
    return said;
  while (*folded != '\0')
    {
      gsize length = clause_length (folded);

      if (length > 0)
        {
          char clause[HECHA_FOLD_SIZE];
          HechaSaying next;

          memcpy (clause, folded, length);
          clause[length] = '\0';
          next = hecha_words_bare (clause);
          if (next == HECHA_SAYS_DOUBT)
            return next;
          if (next == HECHA_SAYS_OTHER)
            next = hecha_words_clause (folded, length);
          said = begun ? combine (said, next, asked) : next;
          begun = TRUE;
        }
      folded += length;
      if (*folded != '\0')
        folded++;
    }
  return said;
}

gboolean
hecha_words_hold (const char *text, gsize length, const char *words)
{
  const char *word;
  gsize n;

  while (next_word (&words, &word, &n))
    if (memmem (text, length, word, n) != NULL)
      return TRUE;
  return FALSE;
}

gboolean
hecha_words_have (const char *words, const char *text)
{
  gsize length = strlen (text);
  const char *word;
  gsize n;

  while (next_word (&words, &word, &n))
    if (n == length && memcmp (word, text, n) == 0)
      return TRUE;
  return FALSE;
}

gboolean
hecha_words_vague (const char *folded)
{
  const Firsts *firsts = vague_firsts ();

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (firsts_have (firsts, p) && begins_with_any (p, strlen (p), vague_words))
      return TRUE;
  return FALSE;
}
