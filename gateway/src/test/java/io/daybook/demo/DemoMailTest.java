package io.daybook.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoMailTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
    private static final List<DemoMessage> MAIL = DemoMail.messages(NOW);

    @Test
    void there_are_about_three_hundred_messages_for_two_users() {
        assertThat(MAIL).hasSizeBetween(270, 340);
        assertThat(MAIL)
                .extracting(DemoMessage::user)
                .containsOnly("alice@example.test", "bob@example.test");
    }

    @Test
    void the_same_day_gives_the_same_octets() {
        var again = DemoMail.messages(NOW.plusSeconds(3600));
        assertThat(again).hasSameSizeAs(MAIL);
        for (int i = 0; i < MAIL.size(); i++) {
            assertThat(Arrays.equals(again.get(i).octets(), MAIL.get(i).octets())).isTrue();
            assertThat(again.get(i).receivedAt()).isEqualTo(MAIL.get(i).receivedAt());
        }
    }

    @Test
    void no_message_is_from_the_future_and_the_oldest_come_first() {
        assertThat(MAIL)
                .extracting(DemoMessage::receivedAt)
                .isSorted()
                .allMatch(it -> it.isBefore(NOW));
    }

    @Test
    void every_role_has_mail_and_some_of_it_is_unread_flagged_and_answered() {
        assertThat(MAIL)
                .extracting(DemoMessage::mailboxRole)
                .contains("inbox", "sent", "drafts", "archive", "junk", "trash");
        assertThat(MAIL.stream().flatMap(it -> it.keywords().stream()).collect(Collectors.toSet()))
                .contains("$seen", "$flagged", "$answered", "$draft", "$junk");
        assertThat(MAIL)
                .anyMatch(
                        it -> it.mailboxRole().equals("inbox") && !it.keywords().contains("$seen"));
    }

    @Test
    void replies_name_a_message_that_is_there() {
        var ids = new TreeSet<String>();
        var wanted = new TreeSet<String>();
        for (var message : MAIL) {
            for (String line : text(message).lines().toList()) {
                if (line.startsWith("Message-ID: ")) {
                    ids.add(line.substring(12));
                } else if (line.startsWith("In-Reply-To: ")) {
                    wanted.add(line.substring(13));
                }
            }
        }
        assertThat(wanted).hasSizeGreaterThan(40);
        assertThat(ids).containsAll(wanted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "charset=utf-8",
                "charset=iso-8859-1",
                "charset=iso-2022-jp",
                "charset=koi8-r",
                "charset=gb2312",
                "Content-Transfer-Encoding: quoted-printable",
                "Content-Transfer-Encoding: base64",
                "multipart/alternative",
                "multipart/mixed",
                "multipart/related",
                "text/html",
                "image/png",
                "application/pdf",
                "text/calendar",
                "=?koi8-r?B?",
                "List-Id:"
            })
    void the_mail_is_varied(String text) {
        assertThat(MAIL).anyMatch(it -> text(it).contains(text));
    }

    @Test
    void lines_and_header_lines_are_short_enough_for_any_server() {
        // RFC 5322 section 2.1.1: at most 998 characters a line.
        assertThat(MAIL).allMatch(it -> text(it).lines().allMatch(line -> line.length() <= 998));
    }

    @Test
    void foreign_text_is_read_as_it_was_written() throws Exception {
        var subjects = new TreeSet<String>();
        var texts = new TreeSet<String>();
        for (var message : MAIL) {
            var parsed =
                    new MimeMessage(
                            Session.getInstance(new Properties()),
                            new ByteArrayInputStream(message.octets()));
            if (text(message).contains("friend")
                    && parsed.getContentType().startsWith("text/plain")) {
                subjects.add(parsed.getSubject());
                texts.add(parsed.getContent().toString().replace("\r\n", "\n"));
            }
        }
        assertThat(subjects)
                .contains("Grüße aus Köln", "会議の予定", "Привет из деревни", "周末的计划", "नमस्ते");
        assertThat(texts)
                .contains("Билеты на ночной поезд куплены.\n", "会議は木曜日の午後三時です。\nよろしくお願いします。\n");
    }

    @Test
    void pictures_are_pictures() throws Exception {
        for (var message : MAIL) {
            var parsed =
                    new MimeMessage(
                            Session.getInstance(new Properties()),
                            new ByteArrayInputStream(message.octets()));
            if (parsed.getContentType().startsWith("multipart/mixed")
                    && text(message).contains(".png")) {
                var picture = ((Multipart) parsed.getContent()).getBodyPart(1);
                assertThat(ImageIO.read(picture.getInputStream()).getWidth()).isEqualTo(24);
                return;
            }
        }
        throw new AssertionError("no message with a picture");
    }

    private static String text(DemoMessage message) {
        return new String(message.octets(), ISO_8859_1);
    }
}
