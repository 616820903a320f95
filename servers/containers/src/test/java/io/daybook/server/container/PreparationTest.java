package io.daybook.server.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreparationTest {
    private static final Images IMAGES = new Images("mongo:1", "elastic:2", "seaweed:3");

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final List<String> pulled = new ArrayList<>();

    private boolean prepare(Optional<String> problem, String missing) {
        var engine =
                new Engine() {
                    @Override
                    public Optional<String> problem() {
                        return problem;
                    }

                    @Override
                    public void pull(String image) {
                        if (image.equals(missing)) {
                            throw new IllegalStateException(
                                    "it failed", new IOException("no such image\nat all"));
                        }
                        pulled.add(image);
                    }
                };
        return new Preparation(engine, new PrintStream(told, true, UTF_8)).run(IMAGES);
    }

    private List<String> lines() {
        return told.toString(UTF_8).lines().toList();
    }

    @Test
    void gets_every_image() {
        assertThat(prepare(Optional.empty(), "")).isTrue();
        assertThat(pulled).containsExactly("mongo:1", "elastic:2", "seaweed:3");
    }

    @Test
    void says_in_one_line_that_there_is_no_engine_and_what_to_do() {
        assertThat(prepare(Optional.of("no engine answers"), "")).isFalse();
        assertThat(lines())
                .singleElement()
                .asString()
                .contains("no engine answers", "make cluster");
        assertThat(pulled).isEmpty();
    }

    @Test
    void says_in_one_line_which_image_cannot_be_got_and_why() {
        assertThat(prepare(Optional.empty(), "elastic:2")).isFalse();
        assertThat(lines())
                .last()
                .asString()
                .contains("elastic:2 cannot be got (no such image)", "make cluster");
    }
}
