package io.daybook.email.projection.lucene;

import io.daybook.core.AccountId;
import io.daybook.core.LowPriority;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.projection.StoredMessages;
import io.daybook.view.Draft;
import io.daybook.view.Follower;
import io.daybook.view.Rebuildable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Makes text indexes anew, each in a folder beside the one that is searched. The texts of many
 * messages are read and taken apart at the same time, on threads that yield to all others.
 */
public final class TextRebuild implements Rebuildable, AutoCloseable {
    private static final int AT_A_TIME = 32;

    private final LuceneTextIndex index;
    private final StoredMessages messages;
    private final ExecutorService helpers =
            Executors.newFixedThreadPool(
                    Runtime.getRuntime().availableProcessors(),
                    LowPriority.threads("daybook-text-rebuild-"));

    public TextRebuild(LuceneTextIndex index, StoredMessages messages) {
        this.index = index;
        this.messages = messages;
    }

    @Override
    public Follower follower() {
        return index;
    }

    @Override
    public Draft begin(String stream, boolean fromMessages) {
        var account = accountOf(stream);
        var folder = index.draftFolder(account);
        delete(new IndexFolder(folder));
        var source = fromMessages ? messages.readAgain() : messages;
        return new TextDraft(
                index.current(account),
                index.beside(account, folder),
                new TextDraft.Folders(folder, index.keptFolder(account), true),
                (emails, open) -> add(account, new Documents(source), emails, open));
    }

    @Override
    public @Nullable Draft kept(String stream) {
        var account = accountOf(stream);
        var folder = index.keptFolder(account);
        if (!Files.isDirectory(folder)) {
            return null;
        }
        return new TextDraft(
                index.current(account),
                index.beside(account, folder),
                new TextDraft.Folders(folder, folder, false),
                (emails, open) -> add(account, new Documents(messages), emails, open));
    }

    @Override
    public boolean confirm(String stream) {
        var folder = index.keptFolder(accountOf(stream));
        boolean isKept = Files.isDirectory(folder);
        delete(new IndexFolder(folder));
        return isKept;
    }

    private void add(
            AccountId account, Documents documents, List<AddedEmail> emails, OpenIndex open)
            throws IOException {
        var tasks = new ArrayList<Future<?>>();
        for (int from = 0; from < emails.size(); from += AT_A_TIME) {
            var some = emails.subList(from, Math.min(from + AT_A_TIME, emails.size()));
            tasks.add(
                    helpers.submit(() -> {
                        for (var email : some) {
                            open.add(documents.of(account, email));
                        }
                        return null;
                    }));
        }
        for (var task : tasks) {
            await(task);
        }
    }

    private static void await(Future<?> task) throws IOException {
        try {
            task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while texts were read", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure
                    ? failure
                    : new IOException("a text cannot be indexed: " + e.getCause(), e.getCause());
        }
    }

    static void delete(IndexFolder folder) {
        try {
            folder.delete();
        } catch (IOException e) {
            throw new UncheckedIOException("a text index cannot be deleted", e);
        }
    }

    private static AccountId accountOf(String stream) {
        return Objects.requireNonNull(AccountId.ofStream(stream), stream);
    }

    @Override
    public void close() {
        helpers.shutdown();
    }
}
