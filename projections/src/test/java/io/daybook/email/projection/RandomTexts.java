package io.daybook.email.projection;

import io.daybook.email.EmailFilter.Header;
import io.daybook.email.EmailFilter.Text;
import io.daybook.email.EmailFilter.TextField;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Messages of a few letters of many kinds, and conditions that some of them match. */
final class RandomTexts {
    private static final List<String> LETTERS =
            List.of(
                    "a", "b", "é", "ß", "東", "京", "ｶ", "ﷺ", "½", "0", " ", " ", "-", "*", "?", "\\",
                    "\"");

    private final Random random;

    RandomTexts(Random random) {
        this.random = random;
    }

    String message() {
        return "Subject: =?utf-8?b?"
                + base64(text())
                + "?=\nX-Some: "
                + "=?utf-8?b?"
                + base64(text())
                + "?=\n"
                + "Content-Type: text/plain; charset=utf-8\n\n"
                + text()
                + "\n";
    }

    Text condition() {
        return new Text(TextField.values()[random.nextInt(TextField.values().length)], wanted());
    }

    Header header() {
        return new Header(random.nextBoolean() ? "subject" : "x-some", wanted());
    }

    private String wanted() {
        return text().substring(0, 1 + random.nextInt(5)).strip();
    }

    private String text() {
        var text = new StringBuilder();
        int length = 5 + random.nextInt(40);
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.get(random.nextInt(LETTERS.size())));
        }
        return text.toString();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
