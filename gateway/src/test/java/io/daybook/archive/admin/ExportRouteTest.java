package io.daybook.archive.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.archive.Archives;
import io.daybook.archive.Archives.Export;
import io.daybook.archive.Archives.NoSuchAccount;
import io.daybook.archive.Archives.Unprotected;
import io.daybook.core.http.Answer;
import io.daybook.core.http.ProblemException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** How many exports run at a time, with clients that take nothing of them. */
class ExportRouteTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Semaphore room = new Semaphore(ExportRoute.MOST_AT_ONCE);

    /** Endless archives; of the account "none" there is none. */
    private final Archives archives =
            (Archives)
                    Proxy.newProxyInstance(
                            Archives.class.getClassLoader(),
                            new Class<?>[] {Archives.class},
                            (_, method, arguments) -> {
                                assertThat(method.getName()).isEqualTo("export");
                                if (((Export) arguments[0]).account().equals("none")) {
                                    return new NoSuchAccount("none");
                                }
                                while (true) {
                                    ((OutputStream) arguments[1]).write(new byte[100_000]);
                                }
                            });

    private Answer.Pull begin(String account) {
        var what = new Export(account, false, new Unprotected(), 0);
        var content = ExportRoute.begin(archives, what, room).content();
        return ((Answer.Pieces) content).pull();
    }

    @Test
    void beyond_the_room_an_export_is_told_to_come_again_and_goes_when_a_client_has_gone()
            throws Exception {
        var pulls = new ArrayList<Answer.Pull>();
        for (int i = 0; i < ExportRoute.MOST_AT_ONCE; i++) {
            pulls.add(begin("alice"));
            assertThat(pulls.getLast().next()).isNotEmpty();
        }
        assertThatThrownBy(() -> begin("alice"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> {
                            assertThat(refused.problem().status()).isEqualTo(503);
                            assertThat(refused.problem().answer().headers())
                                    .containsEntry("Retry-After", "30");
                        });
        pulls.getFirst().close();
        awaitRoomFor(1);
        pulls.set(0, begin("alice"));
        assertThat(room.availablePermits()).isZero();
        for (var pull : pulls) {
            pull.close();
        }
        awaitRoomFor(ExportRoute.MOST_AT_ONCE);
    }

    @Test
    void what_cannot_be_exported_takes_no_room() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> begin("none"))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> assertThat(refused.problem().status()).isEqualTo(404));
        }
        awaitRoomFor(ExportRoute.MOST_AT_ONCE);
    }

    private void awaitRoomFor(int exports) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (room.availablePermits() < exports && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(room.availablePermits()).isEqualTo(exports);
    }
}
