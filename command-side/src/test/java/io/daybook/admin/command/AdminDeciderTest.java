package io.daybook.admin.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.admin.AdminAction;
import io.daybook.admin.AdminCommand;
import io.daybook.admin.AdminCommand.AlreadyIssued;
import io.daybook.admin.AdminCommand.IssueAdminToken;
import io.daybook.admin.AdminCommand.IssueFirstAdminToken;
import io.daybook.admin.AdminCommand.RecordAdminAction;
import io.daybook.admin.AdminEvent;
import io.daybook.admin.AdminEvent.AdminActed;
import io.daybook.admin.AdminEvent.AdminTokenIssued;
import io.daybook.admin.AdminEvent.AdminTokenRevoked;
import io.daybook.core.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdminDeciderTest {
    private final AdminState state = new AdminState();

    @Test
    void the_first_token_is_issued_once() {
        assertThat(decide(new IssueFirstAdminToken("k1", "h1")))
                .isEqualTo(Decision.accept(new AdminTokenIssued("k1", "h1")));
        state.evolve(new AdminTokenIssued("k1", "h1"));
        assertThat(decide(new IssueFirstAdminToken("k2", "h2")))
                .isEqualTo(Decision.refuse(new AlreadyIssued()));
    }

    @Test
    void a_token_that_was_revoked_does_not_make_room_for_a_first_one() {
        state.evolve(new AdminTokenIssued("k1", "h1"));
        state.evolve(new AdminTokenRevoked("k1"));
        assertThat(decide(new IssueFirstAdminToken("k2", "h2")))
                .isEqualTo(Decision.refuse(new AlreadyIssued()));
    }

    @Test
    void another_token_revokes_the_one_before() {
        state.evolve(new AdminTokenIssued("k1", "h1"));
        assertThat(decide(new IssueAdminToken("k2", "h2")))
                .isEqualTo(
                        new Decision.Accepted<>(
                                List.of(
                                        new AdminTokenRevoked("k1"),
                                        new AdminTokenIssued("k2", "h2"))));
    }

    @Test
    void what_was_done_is_recorded_whatever_became_of_it() {
        var action = new AdminAction("changeQuota", "/admin/x", List.of(), 404, "no account x");
        assertThat(decide(new RecordAdminAction(action)))
                .isEqualTo(Decision.accept(new AdminActed(action)));
    }

    private Decision<AdminEvent, AdminCommand.Answer> decide(AdminCommand command) {
        return new AdminDecider().decide(command, state);
    }
}
