package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where accounts are, as commands are told of it: a server of either product that runs, or the
 * folder of one that does not.
 *
 * @param words the options that lead there
 */
record Place(List<String> words) {
    private static final Pattern TOKEN = Pattern.compile("Admin token, .* once: (\\S+)");

    static Place stopped(Path data) {
        return new Place(List.of("--data", data.toString()));
    }

    static Place running(String url, Path tokenFile) {
        return new Place(List.of("--server", url, "--admin-token-file", tokenFile.toString()));
    }

    /** The file with the token that the server, or the first node of a cluster, printed. */
    static Path token(ServerProcess server, Path file) throws IOException {
        var found = TOKEN.matcher(server.output());
        assertThat(found.find()).as(server.output()).isTrue();
        return Files.writeString(file, found.group(1));
    }
}
