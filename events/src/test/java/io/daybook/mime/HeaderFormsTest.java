package io.daybook.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderFormsTest {
    private static final String RFC_EXAMPLE =
            " \"  James Smythe\" <james@example.com>, Friends:\r\n jane@example.com,"
                    + " =?UTF-8?Q?John_Sm=C3=AEth?=\r\n <john@example.com>;";

    @Test
    void raw_keeps_the_leading_space() {
        assertThat(HeaderForms.asRaw(" x ")).isEqualTo(" x ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`  two  spaces `|`two  spaces `",
                "=?utf-8?q?=C3=A9?=|\u00e9",
                "=?UTF-8?B?w6k=?=|\u00e9",
                "=?utf-8?B?w6k?=|\u00e9",
                "=?iso-8859-1*de?Q?=E9_x?=|\u00e9 x",
                "a =?utf-8?q?b?= c|a b c",
                "=?utf-8?q?a?= =?utf-8?q?b?=|ab",
                "=?utf-8?q?a?=   =?iso-8859-1?q?=E9?=|a\u00e9",
                "=?utf-8?q?=C3?= =?utf-8?q?=A9?=|\u00e9",
                "=?utf-8?b?4oI=?= =?utf-8?b?rA==?=|\u20ac",
                "=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=|\u65e5\u672c",
                "=?utf-8?q?a=00b=0Ac?=|abc",
                "=?utf-8?q?=FF?=|\uFFFD",
                "=?nosuch?q?a?=|=?nosuch?q?a?=",
                "=?utf-8?x?a?=|=?utf-8?x?a?=",
                "x=?utf-8?q?a?=|x=?utf-8?q?a?=",
                "=?utf-8?q?a?=x|=?utf-8?q?a?=x",
                "=?utf-8?q?a b?=|=?utf-8?q?a b?=",
                "e\u0301|\u00e9",
            })
    void text_decodes_encoded_words_where_they_may_stand(String raw, String expected) {
        assertThat(HeaderForms.asText(raw)).isEqualTo(expected);
    }

    @Test
    void text_is_unfolded() {
        assertThat(HeaderForms.asText(" one\r\n two\r\n\tthree")).isEqualTo("one two\tthree");
        assertThat(HeaderForms.asText(" =?utf-8?q?a?=\r\n =?utf-8?q?b?=")).isEqualTo("ab");
    }

    @Test
    void the_example_of_rfc_8621_as_addresses() {
        assertThat(HeaderForms.asAddresses(RFC_EXAMPLE))
                .containsExactly(
                        new EmailAddress("James Smythe", "james@example.com"),
                        new EmailAddress(null, "jane@example.com"),
                        new EmailAddress("John Sm\u00eeth", "john@example.com"));
    }

    @Test
    void the_example_of_rfc_8621_as_grouped_addresses() {
        assertThat(HeaderForms.asGroupedAddresses(RFC_EXAMPLE))
                .containsExactly(
                        new EmailAddressGroup(
                                null,
                                List.of(new EmailAddress("James Smythe", "james@example.com"))),
                        new EmailAddressGroup(
                                "Friends",
                                List.of(
                                        new EmailAddress(null, "jane@example.com"),
                                        new EmailAddress("John Sm\u00eeth", "john@example.com"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "a@b|-|a@b",
                "<a@b>|-|a@b",
                "A <a@b>|A|a@b",
                "A. B. C <a@b>|A. B. C|a@b",
                "\"B, A\" <a@b>|B, A|a@b",
                "\"a \\\"b\\\" \\\\c\" <a@b>|a \"b\" \\c|a@b",
                "a@b (Real Name)|Real Name|a@b",
                "A (comment) <a@b>|A|a@b",
                "<a@b> (Name)|Name|a@b",
                "a@b (=?utf-8?q?=C3=A9?=)|\u00e9|a@b",
                "=?utf-8?q?=C3=A9?=<a@b>|\u00e9|a@b",
                "\"=?utf-8?q?a?=\" <a@b>|=?utf-8?q?a?=|a@b",
                "a (x) @ b . c|-|a@b.c",
                "< a @ b >|-|a@b",
                "<@r1,@r2:a@b>|-|a@b",
                "\"quoted local\"@b|-|\"quoted local\"@b",
                "A B a@b|A B|a@b",
                "A <a@b|A|a@b",
                "A a@b>|A|a@b",
                "a@[1.2.3.4]|-|a@[1.2.3.4]",
                "root|-|root",
                "Half Written|Half Written|``",
                "A <>|A|``",
                "<<a@b>>|-|a@b",
                "\"unclosed <a@b>|unclosed|a@b",
                "(unclosed a@b|unclosed|a@b",
                "\u00e9 <\u00e9@\u00e9.example>|\u00e9|\u00e9@\u00e9.example",
            })
    void one_address_is_read_as_best_it_can(String raw, @Nullable String name, String email) {
        assertThat(HeaderForms.asAddresses(raw)).containsExactly(new EmailAddress(name, email));
    }

    @Test
    void lists_are_split_at_commas_semicolons_and_brackets() {
        for (String list :
                List.of("a@b, c@d", "a@b; c@d", ",a@b,,c@d,", "<a@b><c@d>", "a@b,\r\n c@d")) {
            assertThat(HeaderForms.asAddresses(list))
                    .extracting(EmailAddress::email)
                    .containsExactly("a@b", "c@d");
        }
        assertThat(HeaderForms.asAddresses(" ")).isEmpty();
    }

    @Test
    void groups_may_be_empty_unfinished_or_between_others() {
        assertThat(HeaderForms.asGroupedAddresses("undisclosed-recipients:;"))
                .containsExactly(new EmailAddressGroup("undisclosed-recipients", List.of()));
        assertThat(HeaderForms.asGroupedAddresses("\"G, 1\": a@b"))
                .containsExactly(
                        new EmailAddressGroup("G, 1", List.of(new EmailAddress(null, "a@b"))));
        assertThat(HeaderForms.asGroupedAddresses("a@b, g: c@d;, e@f, g@h"))
                .extracting(EmailAddressGroup::name)
                .containsExactly(null, "g", null);
        assertThat(HeaderForms.asAddresses("a@b, g: c@d;, e@f")).hasSize(3);
    }

    @Test
    void message_ids_lose_brackets_comments_and_white_space() {
        assertThat(HeaderForms.asMessageIds(" <a@b>\r\n <c@d> (x) <e (y) @ f>"))
                .containsExactly("a@b", "c@d", "e@f");
        assertThat(HeaderForms.asMessageIds(" Message of Monday <a@b>")).containsExactly("a@b");
        assertThat(HeaderForms.asMessageIds(" a@b ")).containsExactly("a@b");
        assertThat(HeaderForms.asMessageIds(" (<x@y>) <a@b>")).containsExactly("a@b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "<>", "< >", "nothing", "a@b c@d", "<a@b"})
    void what_is_no_list_of_ids_is_null(String raw) {
        assertThat(HeaderForms.asMessageIds(raw)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Fri, 21 Nov 1997 09:55:06 -0600|1997-11-21T09:55:06-06:00",
                "21 Nov 97 09:55 GMT|1997-11-21T09:55:00Z",
                "1 Jan 49 00:00 EST|2049-01-01T00:00:00-05:00",
                "1 Jan 101 00:00:00 PDT|2001-01-01T00:00:00-07:00",
                "Thu,  13 Feb (comment) 1969 23:32 -0330 (NT)|1969-02-13T23:32:00-03:30",
                "Sat Sep 11 10:20:30 2001|2001-09-11T10:20:30Z",
                "11-Sep-2001 10:20:30+0200|2001-09-11T10:20:30+02:00",
                "1 Jan 2020 00:00:00 -0000|2020-01-01T00:00:00Z",
                "1 Jan 2020 00:00:00 X|2020-01-01T00:00:00Z",
                "1 Jan 2020 00:00:60 +0000|2020-01-01T00:00:59Z",
                "1 Jan 2020 12:00:00 +1900|2019-12-31T17:00:00Z",
            })
    void dates_are_read_in_current_and_obsolete_syntax(String raw, String expected) {
        assertThat(HeaderForms.asDate(raw)).isEqualTo(OffsetDateTime.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "today",
                "31 Feb 2020 00:00 +0000",
                "1 Jan 2020",
                "1 Jan 2020 25:00 +0000",
                "1 Foo 2020 00:00 +0000",
                "-",
                ":",
                "1 Jan 2020 ::: +"
            })
    void what_is_no_date_is_null(String raw) {
        assertThat(HeaderForms.asDate(raw)).isNull();
    }

    @Test
    void urls_come_from_brackets_only() {
        assertThat(HeaderForms.asUrls(" <http://a/?x=1,2>,\r\n <mailto:b@c> (comment <x:y>)"))
                .containsExactly("http://a/?x=1,2", "mailto:b@c");
        assertThat(HeaderForms.asUrls(" <http://a/\r\n b>")).containsExactly("http://a/b");
        assertThat(HeaderForms.asUrls(" NO (posting not allowed)")).isNull();
        assertThat(HeaderForms.asUrls(" http://a/")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "Subject, asText, true",
        "subject, asAddresses, false",
        "From, asAddresses, true",
        "FROM, asGroupedAddresses, true",
        "From, asText, false",
        "From, asDate, false",
        "Date, asDate, true",
        "Date, asText, false",
        "Message-ID, asMessageIds, true",
        "Resent-Message-ID, asMessageIds, true",
        "References, asText, false",
        "List-Post, asURLs, true",
        "List-Post, asText, false",
        "List-Id, asText, true",
        "List-Id, asURLs, true",
        "X-Foo, asDate, true",
        "X-Foo, asURLs, true",
        "Received, asText, false",
        "Return-Path, asAddresses, false",
        "Received, asRaw, true",
        "Comments, asText, true",
        "Keywords, asText, true",
    })
    void a_field_may_be_fetched_in_its_own_forms_only(String name, String suffix, boolean allowed) {
        assertThat(HeaderForm.ofSuffix(suffix).orElseThrow().allowedFor(name)).isEqualTo(allowed);
    }

    @Test
    void the_names_of_forms_are_exact() {
        assertThat(HeaderForm.ofSuffix("asUrls")).isEmpty();
        assertThat(HeaderForm.ofSuffix("asURLs")).hasValue(HeaderForm.URLS);
    }
}
