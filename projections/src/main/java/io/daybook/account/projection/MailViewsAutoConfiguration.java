package io.daybook.account.projection;

import io.daybook.account.Checkpoints;
import io.daybook.blob.BlobStore;
import io.daybook.core.StreamHeads;
import io.daybook.email.projection.DigestFacts;
import io.daybook.email.projection.EmailFacts;
import io.daybook.email.projection.GoneTexts;
import io.daybook.history.projection.HistoryReads;
import io.daybook.view.Followers;
import io.daybook.view.StreamReader;
import io.daybook.view.ViewStore;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.util.unit.DataSize;

/**
 * The views of accounts' mail. {@code daybook.cache.indexes} bounds the memory of the accounts in
 * use, {@code daybook.cache.past} that of accounts as they once were.
 */
@AutoConfiguration
public class MailViewsAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    EmailFacts emailFacts(BlobStore blobs) {
        return new DigestFacts(blobs);
    }

    @Bean
    MailProjection mailProjection(
            ViewStore store,
            EmailFacts facts,
            @Value("${daybook.cache.indexes:160MB}") DataSize cache) {
        return new MailProjection(store, facts, cache.toBytes());
    }

    @Bean
    AccountViews accountViews(MailProjection projection, Followers followers, StreamHeads heads) {
        return new AccountViews(projection, followers, heads);
    }

    @Bean
    AccountRows accountRows(ViewStore store) {
        return new AccountRows(store);
    }

    @Bean
    PastReads pastReads(
            AccountViews views,
            MailProjection projection,
            Checkpoints checkpoints,
            StreamReader reader,
            GoneTexts texts,
            @Value("${daybook.cache.past:48MB}") DataSize cache) {
        return new PastAccounts(views, projection, checkpoints, reader, texts, cache.toBytes());
    }

    @Bean
    HistoryReads historyReads(AccountViews views, MailProjection projection, StreamReader reader) {
        return new HistoryViews(views, projection, reader);
    }

    @Bean
    GoneViews goneViews(
            AccountViews views,
            MailProjection projection,
            StreamHeads heads,
            Clock clock,
            @Value("${daybook.retention.days:30}") int retentionDays) {
        return new GoneViews(views, projection, heads, clock, retentionDays);
    }

    @Bean
    SendingViews sendingViews(AccountViews views, MailProjection projection, StreamHeads heads) {
        return new SendingViews(views, projection, heads);
    }

    @Bean
    MailRebuild mailRebuild(MailProjection projection) {
        return new MailRebuild(projection);
    }
}
