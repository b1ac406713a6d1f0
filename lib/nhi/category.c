/* category.c: see category.h. */
#include "nhi/category.h"

#define BIT(kind) (UINT32_C(1) << (kind))

/* Whoever may employ people: the body itself is the unit of its employees, whatever it is for. */
#define EMPLOYING                                                                                  \
	(BIT(UNIT_AGENCY) | BIT(UNIT_SCHOOL) | BIT(UNIT_PRIVATE_SCHOOL) | BIT(UNIT_ENTERPRISE) |   \
	 BIT(UNIT_PRACTICE) | BIT(UNIT_GUILD) | BIT(UNIT_UNION) | BIT(UNIT_SEAFARERS) |            \
	 BIT(UNIT_FARMERS) | BIT(UNIT_FISHERS) | BIT(UNIT_WELFARE) | BIT(UNIT_VETERANS) |          \
	 BIT(UNIT_RELIGIOUS) | BIT(UNIT_TRAINING))
#define RESIDENTIAL                                                                                \
	(BIT(UNIT_TOWNSHIP) | BIT(UNIT_WELFARE) | BIT(UNIT_VETERANS) | BIT(UNIT_RELIGIOUS) |       \
	 BIT(UNIT_TRAINING))
#define PUBLIC_POSTS                                                                               \
	(BIT(UNIT_AGENCY) | BIT(UNIT_SCHOOL) | BIT(UNIT_PRIVATE_SCHOOL) | BIT(UNIT_DEFENCE))

const struct category categories[CATEGORY_COUNT] = {
        {11, "政府機關、公私立學校專任有給人員或公職人員",
         "paid full-time staff of government and schools, elected officials", true, BASIS_WAGE,
         PUBLIC_POSTS, false, "L0060001:10"},
        {12, "公、民營事業、機構之受僱者", "employees of businesses and institutions", true,
         BASIS_WAGE, EMPLOYING, false, "L0060001:10"},
        {13, "其他有一定雇主之受僱者", "other employees with a fixed employer", true, BASIS_WAGE,
         BIT(UNIT_EMPLOYER) | BIT(UNIT_ENTERPRISE) | BIT(UNIT_PRACTICE), false, "L0060001:10"},
        {14, "雇主或自營業主", "employers and self-employed owners", true, BASIS_INCOME,
         BIT(UNIT_ENTERPRISE) | BIT(UNIT_EMPLOYER) | BIT(UNIT_PRACTICE), false, "L0060001:10"},
        {15, "專門職業及技術人員自行執業者", "professionals in own practice", true, BASIS_INCOME,
         BIT(UNIT_PRACTICE) | BIT(UNIT_GUILD), false, "L0060001:10"},
        {21, "無一定雇主或自營作業而參加職業工會者",
         "members of trade unions without fixed employer", true, BASIS_DECLARED, BIT(UNIT_UNION),
         false, "L0060001:10"},
        {22, "參加海員總工會或船長公會為會員之外僱船員", "seafarers on foreign ships", true,
         BASIS_DECLARED, BIT(UNIT_SEAFARERS), false, "L0060001:10"},
        {31, "農會及水利會會員或實際從事農業工作者", "members of farmers' associations and farmers",
         true, BASIS_FIXED, BIT(UNIT_FARMERS), false, "L0060001:10"},
        {32, "漁會甲類會員或實際從事漁業工作者", "members of fishermen's associations and fishers",
         true, BASIS_FIXED, BIT(UNIT_FISHERS), false, "L0060001:10"},
        {41, "義務役軍人、軍費學生、無依軍眷及領卹遺族",
         "conscripts, military students, military families without support", false, BASIS_AVERAGE,
         BIT(UNIT_DEFENCE), false, "L0060001:10"},
        {42, "替代役役男", "people in substitute service", false, BASIS_AVERAGE,
         BIT(UNIT_SUBSTITUTE), false, "L0060001:10"},
        {43, "矯正機關受刑人及受保安處分、管訓處分之執行者", "people serving sentences", false,
         BASIS_AVERAGE, BIT(UNIT_CORRECTION) | BIT(UNIT_DEFENCE), false, "L0060001:10"},
        {51, "低收入戶成員", "members of low-income households", false, BASIS_AVERAGE,
         BIT(UNIT_TOWNSHIP) | BIT(UNIT_WELFARE), false, "L0060001:10"},
        {61, "榮民、榮民遺眷家戶代表", "veterans and representatives of veterans' families", true,
         BASIS_AVERAGE, RESIDENTIAL, true, "L0060001:10"},
        {62, "其他地區人口之家戶戶長或代表", "other residents: heads of household", true,
         BASIS_AVERAGE, RESIDENTIAL, true, "L0060001:10"},
};

int category_index(int32_t code) {
	for (int i = 0; i < CATEGORY_COUNT; i++)
		if (categories[i].code == code) return i;
	return -1;
}

const struct category *category_find(int32_t code) {
	int i = category_index(code);
	return i < 0 ? NULL : &categories[i];
}

bool category_allows_unit(const struct category *c, enum unit_kind kind, bool consent) {
	return (c->unit_kinds & BIT(kind)) != 0 || (c->by_consent && consent);
}

const struct unit_kind_row unit_kinds[UNIT_KIND_COUNT] = {
        [UNIT_AGENCY] = {"agency", "政府機關", "government agency", 11},
        [UNIT_SCHOOL] = {"school", "公立學校", "public school", 11},
        [UNIT_PRIVATE_SCHOOL] = {"private_school", "私立學校", "private school", 11},
        [UNIT_ENTERPRISE] = {"enterprise", "公、民營事業、機構", "business or institution", 12},
        [UNIT_EMPLOYER] = {"employer", "其他雇主", "other employer", 13},
        [UNIT_PRACTICE] = {"practice", "專門職業執業機構", "professional practice", 15},
        [UNIT_GUILD] = {"guild", "專門職業公會", "professional guild", 15},
        [UNIT_UNION] = {"union", "職業工會", "trade union", 21},
        [UNIT_SEAFARERS] = {"seafarers", "海員總工會或船長公會", "seafarers' union or guild", 22},
        [UNIT_FARMERS] = {"farmers", "農會", "farmers' association", 31},
        [UNIT_FISHERS] = {"fishers", "漁會", "fishermen's association", 32},
        [UNIT_DEFENCE] = {"defence", "國防部指定之單位", "unit named by National Defense", 41},
        [UNIT_SUBSTITUTE] = {"substitute", "內政部指定之單位", "unit named by the Interior", 42},
        [UNIT_CORRECTION] = {"correction", "法務部指定之單位", "unit named by Justice", 43},
        [UNIT_TOWNSHIP] = {"township", "鄉（鎮、市、區）公所", "township office", 62},
        [UNIT_WELFARE] = {"welfare", "社會福利服務機構", "welfare institution", 51},
        [UNIT_VETERANS] = {"veterans", "榮譽國民之家", "veterans' home", 61},
        [UNIT_RELIGIOUS] = {"religious", "宗教機構", "religious body", 62},
        [UNIT_TRAINING] = {"training", "訓練機關（構）", "training body", 62},
};

bool unit_kind_find(struct str code, enum unit_kind *out) {
	for (int i = 0; i < UNIT_KIND_COUNT; i++) {
		if (!str_is(code, unit_kinds[i].code)) continue;
		*out = (enum unit_kind)i;
		return true;
	}
	return false;
}
