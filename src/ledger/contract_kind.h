/* contract_kind.h - what a row's contract is for: the project itself, or 监理,
 * 测评, 设计 … for it.  Private to room ledger. */
#ifndef HECHA_CONTRACT_KIND_H
#define HECHA_CONTRACT_KIND_H

#include "ledger/table.h"

typedef enum
{
  HECHA_CONTRACT_MAIN,
  HECHA_CONTRACT_ADDED,        /* 补充协议: adds to the main contract, is none of its own */
  HECHA_CONTRACT_SUPERVISION,
  HECHA_CONTRACT_TEST,
  HECHA_CONTRACT_OTHER,        /* 设计, 招标代理 … : no field of ours */
  HECHA_CONTRACT_UPKEEP        /* 运维: another contract where there is one that builds */
} HechaContractKind;

/* What a row's contract is for, by the words of its cells and of its firm.
 * Where no other row of the project sets them APART, the words of its content
 * tell what is built, not what the contract is for: 检测数据上传系统. */
HechaContractKind hecha_contract_kind (const HechaSheetReader *reader,
                                       const HechaTableHead *head, const HechaRecord *record,
                                       gboolean apart);

#endif
