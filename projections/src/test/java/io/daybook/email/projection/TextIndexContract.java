package io.daybook.email.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.email.EmailFilter.Header;
import io.daybook.email.EmailFilter.Text;
import io.daybook.email.EmailFilter.TextField;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link TextIndex} must do. */
interface TextIndexContract {
    AccountId ALICE = new AccountId("alice");
    AccountId BOB = new AccountId("bob");

    String INVOICE =
            """
            From: "Bülent Öztürk" <bulent.o@shop.example.test>
            To: alice@example.test, Carol <carol@example.org>
            Cc: team: dave@example.net;
            Bcc: =?utf-8?q?J=C3=BCrgen?= <j@example.com>
            Subject: =?utf-8?q?Rechnung_f=C3=BCr?= October
            Message-ID: <20261122.4711@shop.example.test>
            List-Id: Customers of the shop <customers.shop.example.test>
            X-Spaced:   some    thing
            X-Spaced: other
            Content-Type: text/plain; charset=utf-8

            The quick brown fox doesn't jump over 3.14 lazy dogs.
            Straße, naïve café, ΟΔΟΣ. 東京都に住んでいます。
            """;

    String HTML =
            """
            From: news@example.test
            Subject: fox
            Content-Type: text/html; charset=utf-8

            <html><head><style>p { color: tomato }</style></head><body class="secret">
            <p>Fresh <b>bread</b>&amp;butter</p><img alt="loaf"></body></html>
            """;

    /** An index that follows these streams. */
    TextIndex index(MailStreams streams);

    private TextIndex indexOf(MailStreams streams) {
        var index = index(streams);
        assertThat(index.catchUp(ALICE, streams.head(ALICE))).isTrue();
        return index;
    }

    private TextIndex indexOf(String... messages) {
        var streams = new MailStreams();
        for (int i = 0; i < messages.length; i++) {
            streams.add(ALICE, i + 1, messages[i]);
        }
        return indexOf(streams);
    }

    private static int[] find(TextIndex index, TextField field, String text) {
        return index.search(ALICE, new Text(field, text)).toArray();
    }

    private static int[] anywhere(TextIndex index, String text) {
        return find(index, TextField.ANYWHERE, text);
    }

    private static int[] header(TextIndex index, String name, @Nullable String text) {
        return index.search(ALICE, new Header(name, text)).toArray();
    }

    @Test
    default void finds_whole_words_without_regard_to_case_and_diacritics() {
        var index = indexOf(INVOICE, HTML);
        for (var word :
                List.of("QUICK", "strasse", "STRASSE", "Naive", "cafe", "οδοσ", "fur", "FÜR")) {
            assertThat(anywhere(index, word)).as(word).containsExactly(1);
        }
        assertThat(anywhere(index, "fox")).containsExactly(1, 2);
        assertThat(anywhere(index, "quic")).isEmpty();
        assertThat(anywhere(index, "uick")).isEmpty();
    }

    @Test
    default void looks_only_into_the_field_asked_for() {
        var index = indexOf(INVOICE, HTML);
        assertThat(find(index, TextField.FROM, "bulent")).containsExactly(1);
        assertThat(find(index, TextField.TO, "bulent")).isEmpty();
        assertThat(find(index, TextField.TO, "carol")).containsExactly(1);
        assertThat(find(index, TextField.CC, "dave")).containsExactly(1);
        assertThat(find(index, TextField.BCC, "jürgen")).containsExactly(1);
        assertThat(find(index, TextField.SUBJECT, "fox")).containsExactly(2);
        assertThat(find(index, TextField.BODY, "fox")).containsExactly(1);
        assertThat(find(index, TextField.BODY, "rechnung")).isEmpty();
    }

    @Test
    default void finds_addresses_and_their_parts() {
        var index = indexOf(INVOICE);
        for (var text :
                List.of(
                        "bulent.o@shop.example.test",
                        "bulent",
                        "shop.example.test",
                        "example.test",
                        "öztürk",
                        "<bulent.o@shop.example.test>")) {
            assertThat(find(index, TextField.FROM, text)).as(text).containsExactly(1);
        }
        assertThat(find(index, TextField.FROM, "o@example.test")).isEmpty();
    }

    @Test
    default void all_words_must_be_there_in_whatever_field() {
        var index = indexOf(INVOICE, HTML);
        assertThat(anywhere(index, "fox october bulent")).containsExactly(1);
        assertThat(anywhere(index, "fox october tomato")).isEmpty();
        assertThat(anywhere(index, "fox - october")).containsExactly(1);
        assertThat(find(index, TextField.BODY, "fox october")).isEmpty();
    }

    // RFC 8621 section 4.4.1: quoted text is a phrase, with \' \" and \\ in it.
    @Test
    default void quoted_text_is_a_phrase() {
        var index = indexOf(INVOICE, "Subject: brown quick \"rock\" n' roll\n\nover jump\n");
        assertThat(anywhere(index, "\"quick brown\"")).containsExactly(1);
        assertThat(anywhere(index, "'quick brown' fox")).containsExactly(1);
        assertThat(anywhere(index, "quick brown")).containsExactly(1, 2);
        assertThat(anywhere(index, "\"quick \\\"rock\\\" n\\' roll\"")).containsExactly(2);
        assertThat(anywhere(index, "\"quick fox\"")).isEmpty();
        assertThat(anywhere(index, "'quick")).containsExactly(1, 2);
        assertThat(anywhere(index, "doesn't")).containsExactly(1);
        assertThat(anywhere(index, "3.14")).containsExactly(1);
        assertThat(anywhere(index, "14.3")).isEmpty();
    }

    @Test
    default void a_phrase_does_not_go_from_one_field_to_the_next() {
        var index = indexOf("To: first\nTo: second\nSubject: third\n\nfourth\n");
        assertThat(anywhere(index, "\"first second\"")).isEmpty();
        assertThat(anywhere(index, "\"third fourth\"")).isEmpty();
        assertThat(anywhere(index, "first second third fourth")).containsExactly(1);
    }

    @Test
    default void a_star_finds_what_begins_with_the_word() {
        var index = indexOf(INVOICE, HTML);
        assertThat(anywhere(index, "rechn*")).containsExactly(1);
        assertThat(anywhere(index, "carol@exam*")).containsExactly(1);
        assertThat(anywhere(index, "carol@xam*")).isEmpty();
        assertThat(anywhere(index, "brea*")).containsExactly(2);
    }

    @Test
    default void finds_scripts_without_spaces_by_any_characters_in_a_row() {
        var index =
                indexOf(
                        INVOICE,
                        "Content-Type: text/plain; charset=utf-8\n\n京都に住む ｶﾞｽ 서울에서 สวัสดี\n");
        assertThat(anywhere(index, "東京")).containsExactly(1);
        assertThat(anywhere(index, "京都")).containsExactly(1, 2);
        assertThat(anywhere(index, "東京都に")).containsExactly(1);
        assertThat(anywhere(index, "東")).containsExactly(1);
        assertThat(anywhere(index, "都")).containsExactly(1, 2);
        assertThat(anywhere(index, "む")).containsExactly(2);
        assertThat(anywhere(index, "都東")).isEmpty();
        assertThat(anywhere(index, "ガス")).containsExactly(2);
        assertThat(anywhere(index, "서울")).containsExactly(2);
        assertThat(anywhere(index, "วัส")).containsExactly(2);
    }

    @Test
    default void searches_what_html_shows_and_not_its_markup() {
        var index = indexOf(INVOICE, HTML);
        assertThat(anywhere(index, "bread")).containsExactly(2);
        assertThat(anywhere(index, "butter")).containsExactly(2);
        assertThat(anywhere(index, "loaf")).containsExactly(2);
        for (var markup : List.of("tomato", "secret", "body", "img", "amp")) {
            assertThat(anywhere(index, markup)).as(markup).isEmpty();
        }
    }

    @Test
    default void a_blank_text_matches_all_and_signs_alone_match_none() {
        var index = indexOf(INVOICE, HTML);
        assertThat(anywhere(index, "")).containsExactly(1, 2);
        assertThat(anywhere(index, " \t")).containsExactly(1, 2);
        assertThat(anywhere(index, "!?")).isEmpty();
        assertThat(anywhere(index, "\"\"")).isEmpty();
    }

    @Test
    default void finds_header_fields_by_name_without_regard_to_case() {
        var index = indexOf(INVOICE, HTML);
        assertThat(header(index, "List-Id", null)).containsExactly(1);
        assertThat(header(index, "LIST-ID", null)).containsExactly(1);
        assertThat(header(index, "subject", null)).containsExactly(1, 2);
        assertThat(header(index, "list", null)).isEmpty();
        assertThat(header(index, "", null)).isEmpty();
    }

    @Test
    default void finds_header_fields_that_contain_a_text_anywhere() {
        var index = indexOf(INVOICE, HTML);
        for (var text :
                List.of(
                        "customers of THE shop",
                        "ustomers o",
                        "hop.exam",
                        "<customers.shop.example.test>",
                        "p <c",
                        "stom",
                        ">",
                        " shop ",
                        "")) {
            assertThat(header(index, "list-id", text)).as(text).containsExactly(1);
        }
        assertThat(header(index, "list-id", "shop customers")).isEmpty();
        assertThat(header(index, "list-id", "rechnung")).isEmpty();
        assertThat(header(index, "Message-ID", "<20261122.4711@shop.example.test>"))
                .containsExactly(1);
        assertThat(header(index, "subject", "ECHNUNG fu")).containsExactly(1);
        assertThat(header(index, "from", "t ozt")).containsExactly(1);
        assertThat(header(index, "subject", "o")).containsExactly(1, 2);
        assertThat(header(index, "x-spaced", "some  thing")).containsExactly(1);
        assertThat(header(index, "x-spaced", "thing other")).isEmpty();
    }

    @Test
    default void finds_texts_in_trace_fields_and_across_very_long_words() {
        var index =
                indexOf(
                        "Received: from mx.example.org by mx.example.test\n\n1\n",
                        "Subject: " + "x".repeat(70) + "needle" + "y".repeat(500) + "\n\n2\n",
                        "X-Han: =?utf-8?q?" + "=E6=9D=B1=E4=BA=AC".repeat(300) + "?=\n\n3\n");
        assertThat(header(index, "received", "by MX.example")).containsExactly(1);
        assertThat(header(index, "received", "by example")).isEmpty();
        assertThat(header(index, "subject", "xneedley")).containsExactly(2);
        assertThat(header(index, "subject", "xneedlex")).isEmpty();
        assertThat(header(index, "x-han", "東京".repeat(280))).containsExactly(3);
        assertThat(header(index, "x-han", "東東")).isEmpty();
    }

    @Test
    default void finds_in_header_fields_what_signs_fold_to() {
        var index =
                indexOf(
                        "Subject: =?utf-8?q?=C2=BD_price?=\n\n1\n",
                        "X-Offer: =?utf-8?q?=C2=BD_price_=EF=B7=BA?=\n\n2\n",
                        "From: =?utf-8?q?=EF=B7=BA?= <a@example.test>\n\n3\n");
        assertThat(header(index, "subject", "½")).containsExactly(1);
        assertThat(header(index, "subject", "1⁄2 pr")).containsExactly(1);
        assertThat(header(index, "subject", "2 price")).containsExactly(1);
        assertThat(header(index, "subject", "3 price")).isEmpty();
        assertThat(header(index, "x-offer", "½")).containsExactly(2);
        assertThat(header(index, "x-offer", "ﷺ")).containsExactly(2);
        assertThat(header(index, "x-offer", "ice ﷺ")).containsExactly(2);
        assertThat(header(index, "from", "ﷺ")).containsExactly(3);
        assertThat(header(index, "from", "الله")).containsExactly(3);
        assertThat(header(index, "from", "الله عليه")).containsExactly(3);
    }

    @Test
    default void what_was_destroyed_is_not_found() {
        var streams = new MailStreams();
        streams.add(ALICE, 1, INVOICE);
        streams.add(ALICE, 2, HTML);
        var index = indexOf(streams);
        assertThat(anywhere(index, "fox")).containsExactly(1, 2);
        streams.destroy(ALICE, 1);
        assertThat(index.catchUp(ALICE, streams.head(ALICE))).isTrue();
        assertThat(anywhere(index, "fox")).containsExactly(2);
        assertThat(header(index, "list-id", null)).isEmpty();
    }

    @Test
    default void what_came_back_is_found_again_also_after_a_merge() {
        var streams = new MailStreams();
        streams.add(ALICE, 1, INVOICE);
        streams.add(ALICE, 2, HTML);
        streams.recreate(ALICE, 1, 3);
        var index = indexOf(streams);
        streams.destroy(ALICE, 2, 3);
        index.catchUp(ALICE, streams.head(ALICE));
        assertThat(anywhere(index, "fox")).isEmpty();
        streams.restore(ALICE, 2, HTML);
        streams.restore(ALICE, 3, INVOICE);
        index.catchUp(ALICE, streams.head(ALICE));
        assertThat(anywhere(index, "fox")).containsExactly(2, 3);
        streams.destroy(ALICE, 3);
        index.catchUp(ALICE, streams.head(ALICE));
        assertThat(anywhere(index, "fox")).containsExactly(2);
    }

    @Test
    default void what_a_merge_re_created_is_found_under_its_new_id_only() {
        var streams = new MailStreams();
        streams.add(ALICE, 1, INVOICE);
        streams.add(ALICE, 2, HTML);
        streams.recreate(ALICE, 1, 3);
        var index = indexOf(streams);
        assertThat(anywhere(index, "fox")).containsExactly(2, 3);
        streams.recreate(ALICE, 3, 4);
        streams.add(ALICE, 5, HTML);
        index.catchUp(ALICE, streams.head(ALICE));
        assertThat(anywhere(index, "fox")).containsExactly(2, 4, 5);
        streams.destroy(ALICE, 4);
        index.catchUp(ALICE, streams.head(ALICE));
        assertThat(anywhere(index, "fox")).containsExactly(2, 5);
    }

    @Test
    default void an_account_never_finds_the_mail_of_another() {
        var streams = new MailStreams();
        streams.add(ALICE, 1, INVOICE);
        streams.add(BOB, 7, INVOICE);
        var index = indexOf(streams);
        assertThat(index.catchUp(BOB, 0)).isTrue();
        assertThat(anywhere(index, "fox")).containsExactly(1);
        assertThat(index.search(BOB, new Text(TextField.ANYWHERE, "fox")).toArray())
                .containsExactly(7);
    }

    @Test
    default void tells_the_version_that_can_be_searched() {
        var streams = new MailStreams();
        var index = index(streams);
        assertThat(index.version(ALICE)).isEqualTo(-1);
        streams.add(ALICE, 1, INVOICE);
        streams.flag(ALICE, 1);
        assertThat(index.catchUp(ALICE, 1)).isTrue();
        assertThat(index.version(ALICE)).isEqualTo(1);
        streams.flag(ALICE, 1);
        assertThat(index.catchUp(ALICE, 2)).isTrue();
        assertThat(index.version(ALICE)).isEqualTo(2);
        assertThat(index.catchUp(ALICE, 3)).isFalse();
        assertThat(index.version(ALICE)).isEqualTo(2);
    }

    @Test
    default void a_message_that_is_gone_hinders_nothing() {
        var streams = new MailStreams();
        streams.add(ALICE, 1, INVOICE);
        streams.add(ALICE, 2, HTML);
        streams.blobs.forget(ALICE, BlobId.of(octets(INVOICE)));
        assertThat(anywhere(indexOf(streams), "fox")).containsExactly(2);
    }

    @Test
    default void an_answer_may_be_changed_by_who_asked() {
        var index = indexOf(INVOICE, HTML);
        index.search(ALICE, new Text(TextField.ANYWHERE, "fox")).clear();
        assertThat(anywhere(index, "fox")).containsExactly(1, 2);
    }

    private static byte[] octets(String message) {
        return message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
