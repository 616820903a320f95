package io.daybook.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final String SECRET = "${hush} #{1+1}";

    @Test
    void the_text_of_settings_shows_no_secret() {
        var all =
                List.of(
                        new MongoSettings("mongodb://u:" + SECRET + "@db", "daybook"),
                        new ElasticSettings(
                                List.of(URI.create("http://search:9200")),
                                new ElasticSettings.Login.Password("u", SECRET),
                                null,
                                "daybook"),
                        new ElasticSettings.Login.ApiKey(SECRET),
                        new S3Settings(
                                null,
                                "eu",
                                "mail",
                                new S3Settings.Credentials("id", SECRET),
                                new S3Settings.Encryption.None(),
                                false));
        assertThat(all).allSatisfy(it -> assertThat(it.toString()).doesNotContain(SECRET));
    }

    @Test
    void a_master_key_is_64_hexadecimal_digits_after_its_mark() {
        String digits = "0123456789abcdef".repeat(4);
        var key = MasterSecret.parse("daybook-master-key-1 " + digits + "\n").orElseThrow();
        assertThat(key.key()).hasSize(32).startsWith(1, 0x23);
        assertThat(key.toString()).doesNotContain("0123");
        assertThat(MasterSecret.parse(digits)).isEmpty();
        assertThat(MasterSecret.parse("daybook-master-key-1 " + digits + "00")).isEmpty();
    }
}
