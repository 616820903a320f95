package io.daybook.email.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.blob.BlobStore;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.email.EmailFilter;
import io.daybook.email.EmailFilter.Text;
import io.daybook.email.EmailFilter.TextField;
import io.daybook.email.GetSnippets;
import io.daybook.email.GetSnippets.Snippet;
import io.daybook.email.GetSnippets.Snippets;
import io.daybook.email.projection.StoredMessages;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SnippetSearchTest {
    private static final String HOSTILE =
            """
            Subject: =?utf-8?q?=3Cimg_src=3Dx_onerror=3Dfox()=3E?=
            Content-Type: text/html

            <p>The <b>quick</b> fox &lt;script&gt;alert(1)&lt;/script&gt;</p><script>fox</script>
            """;

    private final MessageMap blobs = new MessageMap();
    private final FakeViews views =
            new FakeViews(
                    List.of(),
                    Map.of(
                            1,
                            blobs.store(null, HOSTILE.getBytes(StandardCharsets.UTF_8)),
                            2,
                            blobs.store(
                                    null,
                                    "\r\nfox without subject".getBytes(StandardCharsets.UTF_8)),
                            3,
                            BlobId.of(new byte[0])));
    private final SnippetSearch search = new SnippetSearch(views, new StoredMessages(blobs));

    private Snippets get(@Nullable EmailFilter filter, Integer... ids) {
        var emails = Arrays.stream(ids).map(EmailId::new).toList();
        return search.handle(new GetSnippets(new AccountId("a"), filter, emails));
    }

    @Test
    void shows_hostile_mail_as_text_only() {
        var snippets = get(new Text(TextField.ANYWHERE, "fox"), 1);
        assertThat(snippets.list())
                .containsExactly(
                        new Snippet(
                                new EmailId(1),
                                "&lt;img src=x onerror=<mark>fox</mark>()&gt;",
                                "The quick <mark>fox</mark> &lt;script&gt;alert(1)&lt;/script&gt; "));
    }

    @Test
    void tells_which_emails_do_not_exist_and_each_only_once() {
        var snippets = get(new Text(TextField.BODY, "fox"), 2, 9, 2, 9);
        assertThat(snippets.notFound()).containsExactly(new EmailId(9));
        assertThat(snippets.list())
                .containsExactly(
                        new Snippet(new EmailId(2), null, "<mark>fox</mark> without subject "));
    }

    @Test
    void knows_nothing_of_a_message_that_is_gone_or_without_a_filter() {
        assertThat(get(new Text(TextField.ANYWHERE, "fox"), 3).list())
                .containsExactly(new Snippet(new EmailId(3), null, null));
        assertThat(get(null, 1).list()).containsExactly(new Snippet(new EmailId(1), null, null));
    }

    /** Messages by their content, whoever asks. */
    private static final class MessageMap implements BlobStore {
        private final Map<BlobId, byte[]> octets = new HashMap<>();

        @Override
        public BlobId store(@Nullable AccountId account, byte[] message) {
            var blob = BlobId.of(message);
            octets.put(blob, message);
            return blob;
        }

        @Override
        public @Nullable Blob open(AccountId account, BlobId blob) {
            byte[] known = octets.get(blob);
            return known == null
                    ? null
                    : new Blob() {
                        @Override
                        public long size() {
                            return known.length;
                        }

                        @Override
                        public byte[] read(long offset, int length) {
                            return known;
                        }
                    };
        }

        @Override
        public @Nullable Blob open(AccountId account, String user, BlobId blob) {
            return open(account, blob);
        }

        @Override
        public Upload upload(AccountId account, String uploader) {
            throw new UnsupportedOperationException(uploader);
        }

        @Override
        public boolean copy(
                AccountId from, AccountId to, String user, BlobId blob, Instant expires) {
            return true;
        }

        @Override
        public boolean link(AccountId from, AccountId to, String user, BlobId blob) {
            return true;
        }

        @Override
        public boolean link(AccountId account, String user, BlobId blob) {
            return true;
        }

        @Override
        public void doubt(AccountId account, String user, BlobId blob) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void putBeside(AccountId account, BlobId blob, String name, byte[] derived) {}

        @Override
        public byte @Nullable [] beside(AccountId account, BlobId blob, String name) {
            return null;
        }
    }
}
