package io.daybook.push.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.AccountId;
import io.daybook.core.DataType;
import io.daybook.core.State;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NewsTest {
    private static final AccountId ALICE = new AccountId("alice1");
    private static final AccountId TEAM = new AccountId("team1");

    private final News news = new News(null, null);

    private static Map<DataType, State> email(long seq) {
        return Map.of(DataType.EMAIL, new State("ep", seq));
    }

    @Test
    void an_account_that_was_closed_is_not_told_of_even_if_its_states_come_late() {
        news.begin(ALICE, email(7));
        news.begin(TEAM, email(7));
        news.retain(List.of(ALICE));
        news.offer(TEAM, email(8));
        assertThat(news.isEmpty()).isTrue();
        assertThat(news.state()).isEqualTo("alice1:ep-7");
        news.offer(ALICE, email(8));
        assertThat(news.take()).containsOnlyKeys("alice1");
    }

    @Test
    void what_could_not_be_told_of_an_account_that_was_closed_meanwhile_is_forgotten() {
        news.begin(TEAM, email(7));
        news.offer(TEAM, email(8));
        var untold = news.take();
        news.retain(List.of(ALICE));
        news.giveBack(untold);
        assertThat(news.isEmpty()).isTrue();
    }

    @Test
    void an_account_that_is_opened_again_is_told_of_again() {
        news.begin(TEAM, email(7));
        news.retain(List.of());
        news.retain(List.of(TEAM));
        news.offer(TEAM, email(8));
        assertThat(news.take()).containsOnlyKeys("team1");
    }
}
