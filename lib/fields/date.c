/* SPDX-License-Identifier: MIT */
/*
 * Date (RFC 3261 20.17): rfc1123-date, GMT only. As a number it is seconds since 1970-01-01
 * 00:00:00 UTC, without leap seconds; the calendar is the Gregorian one, reckoned here from days
 * since 0000-03-01 so that the leap day ends a year.
 */
#include "fields/encode.h"

#define SOURCE "RFC 3261 20.17"
#define DAY 86400
#define DAYS_TO_1970 719468 /* from 0000-03-01 */
#define DAYS_OF_ERA 146097 /* 400 years */

static const char weekdays[] = "ThuFriSatSunMonTueWed"; /* from 1970-01-01 */
static const char months[] = "MarAprMayJunJulAugSepOctNovDecJanFeb";

struct civil {
	uint32_t year; /* the civil one: January belongs to it */
	uint32_t month; /* 0: March */
	uint32_t day; /* 1 to 31 */
};

/* Days from March 1st to the first of a month counted from March. */
static uint32_t days_before(uint32_t month)
{
	return (153 * month + 2) / 5;
}

static int64_t days_of(struct civil c)
{
	int64_t year = (int64_t)c.year - (c.month >= 10);
	int64_t era = year / 400;
	int64_t of_era = year % 400;
	return era * DAYS_OF_ERA + of_era * 365 + of_era / 4 - of_era / 100 + days_before(c.month) + c.day - 1 -
	       DAYS_TO_1970;
}

static struct civil civil_of(int64_t days)
{
	uint64_t shifted = (uint64_t)(days + DAYS_TO_1970);
	uint32_t era = (uint32_t)(shifted / DAYS_OF_ERA);
	uint32_t day = (uint32_t)(shifted % DAYS_OF_ERA);
	uint32_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
	uint32_t of_year = day - (365 * year + year / 4 - year / 100);
	uint32_t month = (5 * of_year + 2) / 153;
	struct civil c = { era * 400 + year + (month >= 10), month, of_year - days_before(month) + 1 };
	return c;
}

static const char *weekday_of(int64_t days)
{
	return weekdays + 3 * (((days % 7) + 7) % 7);
}

static char *put_clock(char *p, uint32_t seconds)
{
	p = sipw__write_padded(p, seconds / 3600, 2);
	*p++ = ':';
	p = sipw__write_padded(p, seconds / 60 % 60, 2);
	*p++ = ':';
	return sipw__write_padded(p, seconds % 60, 2);
}

char *sipw__encode_date(struct sipw__out *o, char *p, int64_t v)
{
	static const struct sipw__part part = { "value", "a date has a year from 0001 to 9999", SOURCE };
	const int64_t first = days_of((struct civil){ 1, 10, 1 }) * DAY;
	const int64_t end = days_of((struct civil){ 10000, 10, 1 }) * DAY;
	if (v < first || v >= end)
		return sipw__out_range(o, &part);
	int64_t days = v / DAY - (v % DAY < 0);
	struct civil c = civil_of(days);
	p = (char *)memcpy(p, weekday_of(days), 3) + 3;
	p = sipw__copy_literal(p, ", ");
	p = sipw__write_padded(p, c.day, 2);
	*p++ = ' ';
	p = (char *)memcpy(p, months + 3 * (size_t)c.month, 3) + 3;
	*p++ = ' ';
	p = sipw__write_padded(p, c.year, 4);
	*p++ = ' ';
	p = put_clock(p, (uint32_t)(v - days * DAY));
	return sipw__copy_literal(p, " GMT");
}

/* One of the three-letter names; case counts (RFC 3261 25.1 gives the octets). */
static bool scan_name(struct sipw__scan *s, const char *names, uint32_t n, uint32_t *ret, const char *sentence)
{
	for (uint32_t i = 0; i < n && s->end - s->at >= 3; i++)
		if (memcmp(s->at, names + 3 * (size_t)i, 3) == 0) {
			s->at += 3;
			*ret = i;
			return true;
		}
	return sipw__scan_misfit(s, sentence, SOURCE);
}

static bool scan_space(struct sipw__scan *s)
{
	return sipw__scan_space(s, SOURCE);
}

/* Whether the calendar has that day, from the year 1 on. */
static bool is_day(struct civil c)
{
	return c.year > 0 && c.day > 0 && civil_of(days_of(c)).day == c.day;
}

/* date1 = 2DIGIT SP month SP 4DIGIT */
static bool scan_day(struct sipw__scan *s, struct civil *ret)
{
	const char *start = s->at;
	if (!sipw__scan_digits(s, 2, &ret->day, SOURCE) || !scan_space(s) ||
	    !scan_name(s, months, 12, &ret->month, "a month such as Nov is expected here") || !scan_space(s) ||
	    !sipw__scan_digits(s, 4, &ret->year, SOURCE))
		return false;
	return is_day(*ret) || sipw__scan_fault(s, SIPW_ERR_RANGE, start, "there is no such day", SOURCE);
}

/* time = 2DIGIT ":" 2DIGIT ":" 2DIGIT, 00:00:00 to 23:59:59 */
static bool scan_clock(struct sipw__scan *s, uint32_t *ret)
{
	static const uint32_t limits[] = { 24, 60, 60 };
	*ret = 0;
	for (int i = 0; i < 3; i++) {
		uint32_t part;
		if (i > 0 && !sipw__scan_char(s, ':', "':' is expected here", SOURCE))
			return false;
		const char *start = s->at;
		if (!sipw__scan_digits(s, 2, &part, SOURCE))
			return false;
		if (part >= limits[i])
			return sipw__scan_fault(s, SIPW_ERR_RANGE, start, "there is no such time of day", SOURCE);
		*ret = *ret * 60 + part;
	}
	return true;
}

bool sipw__scan_date(struct sipw__scan *s, int64_t *ret)
{
	static const sipw_str zone = SIPW_S("GMT");
	const char *start = s->at;
	struct civil c = { 0, 0, 0 };
	uint32_t weekday = 0, clock = 0;
	if (!scan_name(s, weekdays, 7, &weekday, "a day of the week such as Sat is expected here") ||
	    !sipw__scan_char(s, ',', "',' is expected here", SOURCE) || !scan_space(s) || !scan_day(s, &c) ||
	    !scan_space(s) || !scan_clock(s, &clock) || !scan_space(s))
		return false;
	if (!sipw__scan_word(s, zone, "GMT is expected here", SOURCE))
		return false;
	if (weekday_of(days_of(c)) != weekdays + 3 * (size_t)weekday)
		return sipw__scan_fault(s, SIPW_ERR_RANGE, start, "the date falls on another day of the week", SOURCE);
	*ret = days_of(c) * DAY + clock;
	return true;
}
