The copayment of a visit, and why.

  $ nhi copay quote --at 2026-07-01 --level center --care western --drug-points 1450
  基本部分負擔：420 元
  藥品部分負擔：280 元
  應繳部分負擔：700 元

  為什麼？
    西醫門診基本部分負擔（未經轉診）：醫學中心：420 元  [facts:benefits:1.2]
    基本部分負擔：420 元  [L0060001:43]
    藥費：1,450 點
    藥費未達加收級距之藥品部分負擔：醫學中心：10 元  [notice:mohw-cp-6646-80321@2023-06-16;facts:benefits:1.3]
    藥品部分負擔上限：醫學中心：300 元  [notice:mohw-cp-6646-80321@2023-06-16;facts:benefits:1.3]
    藥品部分負擔第一級距以內之藥費：100 點  [notice:mohw-cp-6646-80321@2023-06-16;facts:benefits:1.3]
    藥品部分負擔級距：100 點  [notice:mohw-cp-6646-80321@2023-06-16;facts:benefits:1.3]
    藥品部分負擔每級距金額：20 元  [notice:mohw-cp-6646-80321@2023-06-16;facts:benefits:1.3]
    藥品部分負擔（級距）：min(300, 20 × ⌊(1450 − 1) ÷ 100⌋) = 280  [L0060001:43]
    藥品部分負擔：280 元  [L0060001:43]
    應繳部分負擔：420 + 280 = 700  [L0060001:43]
    注意：「西醫門診基本部分負擔（未經轉診）：醫學中心」的數值未經查證（來源：facts:benefits:1.2）
  $ nhi copay quote --at 2023-06-30 --level center --care emergency --lang en
  basic copayment: NT$550
  drug copayment: NT$0
  copayment due: NT$550

  Why?
    emergency copayment: medical centre: NT$550  [facts:benefits:1.2]
    basic copayment: NT$550  [L0060001:43]
    copayment due: 550 + 0 = 550  [L0060001:43]
    Note: triage was not told: computed as levels 3 to 5
    Note: the value of “emergency copayment: medical centre” is unverified (source: facts:benefits:1.2)
  $ nhi copay quote --at 2026-07-01 --level clinic --care homecare --points 1455 --remote --lang en
  basic copayment: NT$58
  drug copayment: NT$0
  copayment due: NT$58

  Why?
    points of the service: 1,455 points
    rate borne by the person in home care: 5%  [L0060001:43:1@2013-01-01]
    reduction in areas short of medical care: 20%  [L0060002:60@2013-01-01]
    borne by the person (rounded half up to the dollar): 1,455 × 5% × (100% − 20%) → 58  [L0060001:43;L0060002:60]
    copayment due: 58 + 0 = 58  [L0060001:43]

Of several exemptions the first in rank counts; a subsidy does not hold for an unreferred visit to a hospital.

  $ nhi copay quote --at 2026-07-01 --level clinic --care western --exempt 902,001 --json
  {
    "basic": 0,
    "drug": 0,
    "total": 0,
    "exempt": "001",
    "notes": [
      {
        "code": "exempt",
        "message_zh": "免部分負擔：001 重大傷病",
        "message_en": "exempt: 001 catastrophic illness"
      }
    ],
    "trace": [
      {
        "step": "total",
        "text_zh": "免部分負擔",
        "text_en": "exempt",
        "value": 0,
        "unit": "twd",
        "source": "L0060001:48:1@2013-01-01;facts:benefits:1.7"
      }
    ]
  }
  $ nhi copay quote --at 2026-07-01 --level center --care western --exempt 003 --lang en | tail -3
    copayment due: 420 + 0 = 420  [L0060001:43]
    Note: 003 (low-income household) does not hold for unreferred visits to hospitals
    Note: the value of “basic copayment of an unreferred western visit: medical centre” is unverified (source: facts:benefits:1.2)

A stay in hospital: bands of days, the ceiling of the admission, what is above the ceiling of the year.

  $ nhi copay stay --at 2025-03-01 --acute 600000,80000
  應繳住院部分負擔：67,000 元

  為什麼？
    急性病房第 1 至 30 日：600,000 × 10% → 60,000  [L0060001:47:1;L0060002:62:1]
    急性病房第 31 至 60 日：80,000 × 20% → 16,000  [L0060001:47:1;L0060002:62:1]
    住院部分負擔每次住院上限：51,000 元  [notice:衛部保字第1131260705號@2024-12-09]
    應繳住院部分負擔：min(60,000, 51,000) + 16,000 = 67,000  [L0060001:47:2;L0060002:62:2]
  $ nhi copay stay --at 2025-03-01 --acute 450000 --year-before 48000 --json --lang en | grep -E '^  "(total|refund|ceiling)'
    "ceiling": 51000,
    "total": 45000,
    "refund": 7000,
  $ nhi copay stay --at 2025-03-01 --acute 150000 --acute-days 15 --acute-before 20 --lang en | head -1
  inpatient copayment due: NT$20,000

What a code of a claim means, and whether an amount fits it.

  $ nhi copay explain D20 --at 2026-07-01 --drug-points 350 --claimed 90
  D20  診所藥品、復健、中醫傷科或高利用
    [facts:benefits:1.7]
  不符
  應為：110 元
  [1]
  $ nhi copay explain 001 --at 2026-07-01 --claimed 0 --json
  {
    "code": "001",
    "effective_from": "2013-01-01",
    "text_zh": "重大傷病",
    "text_en": "catastrophic illness",
    "rank": 2,
    "source": "L0060001:48:1@2013-01-01;facts:benefits:1.7",
    "verified": true,
    "verdict": "fits",
    "allowed": [
      0
    ]
  }
  $ nhi copay codes --at 2023-06-30 --lang en | grep -c .
  110
  $ nhi copay codes --at 2023-07-01 --lang en | grep -c .
  174

What cannot be computed is told.

  $ nhi copay quote --at 2016-01-01 --level clinic --care western --lang en
  ! nhi: parameter copay.basic.unreferred.clinic has no value on 2016-01-01
  [1]
  $ nhi copay quote --at 2026-07-01 --level ward --care western --lang en
  ! nhi: the value “ward” of --level is not within center|regional|district|clinic
  [2]
  $ nhi copay quote --at 2026-07-01 --level clinic --care homecare --lang en
  ! nhi: --points is missing
  [2]
  $ nhi copay explain X99 --at 2026-07-01 --lang en
  ! nhi: X99 not found
  [1]
