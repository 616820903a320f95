package io.daybook.account.query;

import io.daybook.account.projection.AccountReads;
import io.daybook.account.projection.AccountRows;
import io.daybook.core.StreamHeads;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The answers of this slice. */
@AutoConfiguration
public class AccountQueryConfiguration {
    @Bean
    AccountQueries accountQueries(AccountReads reads) {
        return new AccountQueries(reads);
    }

    @Bean
    AccountListQueries accountListQueries(StreamHeads heads, AccountRows rows) {
        return new AccountListQueries(heads, rows);
    }
}
