/* The kind of a file is read from its bytes. */
#include "test.h"

#include "wire/media.h"

#define BYTES(literal)                                                                             \
	{ literal, sizeof(literal) - 1 }

static void a_file_is_what_its_bytes_say(void **state) {
	(void)state;
	static const struct {
		struct str bytes;
		enum media media;
	} rows[] = {
	        {BYTES(""), MEDIA_EMPTY},
	        {BYTES("%PDF-1.7\n"), MEDIA_PDF},
	        {BYTES(" %PDF-1.7\n"), MEDIA_CSV}, /* text that says so: never shown as PDF */
	        {BYTES("\x89PNG\r\n\x1a\n...."), MEDIA_PNG},
	        {BYTES("\xff\xd8\xff\xe0..JFIF"), MEDIA_JPEG},
	        {BYTES("II*\0........"), MEDIA_TIFF},
	        {BYTES("MM\0*........"), MEDIA_TIFF},
	        {BYTES("PK\3\4.....a.csv"), MEDIA_ZIP},
	        {BYTES("PK\3\4.....[Content_Types].xml"), MEDIA_OFFICE},
	        {BYTES("PK\3\4....mimetypeapplication/vnd.oasis.opendocument.text"), MEDIA_OFFICE},
	        {BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), MEDIA_OFFICE},
	        {BYTES("<?xml version=\"1.0\"?><a/>"), MEDIA_XML},
	        {BYTES("\xef\xbb\xbf<?xml version=\"1.0\"?><a/>"), MEDIA_XML},
	        {BYTES("id,name\nA1,\xe7\x8e\x8b\n"), MEDIA_CSV},
	        {BYTES("id,name\nA1,\xa4\xfd\n"), MEDIA_CSV}, /* Big5 */
	        {BYTES("<html><script>"), MEDIA_OTHER},
	        {BYTES("  <svg onload=x>"), MEDIA_OTHER},
	        {BYTES("MZ\x90\0\3"), MEDIA_OTHER},
	        {BYTES("\0\0\0\x18"
	               "ftypheic"),
	         MEDIA_OTHER},
	        {BYTES("\xff\xfe"
	               "a\0"),
	         MEDIA_OTHER}, /* UTF-16 */
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		if (media_of(rows[i].bytes) != rows[i].media) print_message("row %zu\n", i);
		assert_int_equal(media_of(rows[i].bytes), rows[i].media);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_file_is_what_its_bytes_say),
	};
	return TEST_MAIN(tests);
}
