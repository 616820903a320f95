package io.daybook.email.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.jmap.fake.Wire;
import io.daybook.mime.HeaderField;
import io.daybook.mime.HeaderFields;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderPropertyTest {
    private static final HeaderFields HEADERS =
            HeaderFields.of(
                    List.of(
                            new HeaderField("X-A", " first "),
                            new HeaderField("x-a", " =?utf-8?q?s=C3=A9cond?="),
                            new HeaderField("To", " Friends: a@b.c, \"D\" <d@e.f>;, g@h.i"),
                            new HeaderField("Date", " Thu, 30 Oct 2014 14:12:00 +0800"),
                            new HeaderField("List-Post", " <mailto:x@y.z> (comment)"),
                            new HeaderField("References", " <a@b> <c@d>"),
                            new HeaderField("X-Bad", " no date, no ids")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "header:x-A                          | ' =?utf-8?q?s=C3=A9cond?='",
                "header:X-a:asRaw                    | ' =?utf-8?q?s=C3=A9cond?='",
                "header:X-A:asText                   | 'sécond'",
                "header:X-A:asText:all               | ['first ','sécond']",
                "header:X-A:all                      | [' first ',' =?utf-8?q?s=C3=A9cond?=']",
                "header:Gone                         | null",
                "header:Gone:asText                  | null",
                "header:Gone:asAddresses             | null",
                "header:Gone:asAddresses:all         | []",
                "header:To:asAddresses               | [{'name':null,'email':'a@b.c'},{'name':'D','email':'d@e.f'},{'name':null,'email':'g@h.i'}]",
                "header:To:asGroupedAddresses        | [{'name':'Friends','addresses':[{'name':null,'email':'a@b.c'},{'name':'D','email':'d@e.f'}]},{'name':null,'addresses':[{'name':null,'email':'g@h.i'}]}]",
                "header:Date:asDate                  | '2014-10-30T14:12:00+08:00'",
                "header:X-Bad:asDate                 | null",
                "header:X-Bad:asMessageIds           | null",
                "header:X-Bad:asURLs                 | null",
                "header:X-Bad:asURLs:all             | [null]",
                "header:List-Post:asURLs             | ['mailto:x@y.z']",
                "header:References:asMessageIds      | ['a@b','c@d']",
            })
    void values_are_read_in_the_form_asked_for(String key, String value) {
        var property = HeaderProperty.parse(key);
        assertThat(property).isNotNull();
        assertThat(property.key()).isEqualTo(key);
        assertThat(property.read(HEADERS, new Budget())).isEqualTo(Wire.json(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "header:",
                "header::all",
                "header:X A",
                "header:é",
                "header:X-A:",
                "header:X-A:all:asText",
                "header:X-A:asText:",
                "header:X-A:asText:All",
                "header:X-A:astext",
                "header:X-A:asNothing",
                "header:X-A:all:all",
                "header:From:asDate",
                "header:from:asText",
                "header:Subject:asAddresses",
                "header:Date:asMessageIds",
                "header:Message-ID:asText",
                "header:List-Post:asText",
                "header:Received:asDate",
                "Header:X-A",
                "subject",
            })
    void what_is_no_header_property_or_has_not_the_form_is_refused(String key) {
        assertThat(HeaderProperty.parse(key)).isNull();
    }

    @Test
    void any_form_is_allowed_for_fields_that_no_rfc_defines() {
        for (String form : "Raw Text Addresses GroupedAddresses MessageIds Date URLs".split(" ")) {
            assertThat(HeaderProperty.parse("header:X-Any:as" + form)).isNotNull();
        }
    }
}
