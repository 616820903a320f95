package io.daybook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.proof.Anchor.Head;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnchorTest {
    private static final Head ALICE = new Head("account:alice", 4711, "ab".repeat(32));
    private static final Head BOB = new Head("account:bob", 0, "01".repeat(32));
    private static final Head USER = new Head("user:alice@example.test", 3, "ff".repeat(32));

    private static Anchor anchor(List<Head> heads) {
        return new Anchor(
                7,
                Instant.parse("2026-11-22T10:00:00Z"),
                "cd".repeat(32),
                heads.size(),
                4717,
                MerkleTree.root(heads),
                heads);
    }

    @Test
    void an_anchor_is_read_as_it_was_written() {
        var anchor = anchor(List.of(ALICE, BOB, USER));
        var again = AnchorText.read(AnchorText.write(anchor));
        assertThat(again).isEqualTo(anchor);
        assertThat(again.id()).isEqualTo(anchor.id());
        assertThat(again.isSound()).isTrue();
    }

    @Test
    void what_is_cut_off_or_something_else_is_no_anchor() {
        String text = AnchorText.write(anchor(List.of(ALICE, BOB)));
        for (int length = 0; length < text.length() - 1; length++) {
            assertThat(AnchorText.read(text.substring(0, length))).isNull();
        }
        assertThat(AnchorText.read(text.replace("events 4717", "events many"))).isNull();
        assertThat(AnchorText.read(text.replace("head 0 01", "head 0 0x"))).isNull();
    }

    @Test
    void any_other_end_of_a_stream_gives_another_root() {
        var root = MerkleTree.root(List.of(ALICE, BOB, USER));
        assertThat(MerkleTree.root(List.of(ALICE, BOB))).isNotEqualTo(root);
        assertThat(MerkleTree.root(List.of(BOB, ALICE, USER))).isNotEqualTo(root);
        assertThat(MerkleTree.root(List.of(ALICE, new Head("account:bob", 1, BOB.hash()), USER)))
                .isNotEqualTo(root);
        assertThat(MerkleTree.root(List.of(ALICE, new Head("account:bob", 0, ALICE.hash()), USER)))
                .isNotEqualTo(root);
    }

    /** Others must be able to compute it too: it never changes. */
    @Test
    void root_and_id_are_pinned_for_ever() {
        var anchor = anchor(List.of(ALICE, BOB, USER));
        assertThat(anchor.root())
                .isEqualTo("f688c8158f5f975acf76f7912dd8730b5fb85b9afab3e51c55aa5dd913a43d69");
        assertThat(anchor.id())
                .isEqualTo("fcb502df1107826cf2b523611d4ed2a3feb967c1292e7ffca3695f318fbf030f");
    }

    @Test
    void an_anchor_with_an_end_changed_is_not_sound() {
        var anchor = anchor(List.of(ALICE, BOB));
        var forged = AnchorText.read(AnchorText.write(anchor).replace("head 4711", "head 4710"));
        assertThat(forged).isNotNull();
        assertThat(forged.id()).isEqualTo(anchor.id());
        assertThat(forged.isSound()).isFalse();
    }
}
