package io.daybook.importer;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The mailboxes of the account; those that are missing are made when mail for them comes. */
final class MailboxTree {
    private final JmapAccount account;
    private final List<String> chosen;
    private final Map<Folder, String> known = new HashMap<>();
    private List<Mailbox> mailboxes = List.of();

    private record Mailbox(
            String id, String name, @Nullable String parent, @Nullable String role) {}

    /**
     * @param chosen path of mailbox names with {@code /} between; absent: the inbox
     */
    MailboxTree(JmapAccount account, @Nullable String chosen) {
        this.account = account;
        this.chosen =
                chosen == null
                        ? List.of()
                        : Arrays.stream(chosen.split("/"))
                                .map(String::strip)
                                .filter(it -> !it.isEmpty())
                                .toList();
    }

    /** The id of the mailbox for a folder. */
    String idOf(Folder folder) throws InterruptedException, CannotImport {
        String id = known.get(folder);
        if (id == null) {
            if (mailboxes.isEmpty()) {
                fetch();
            }
            id = pathId(path(folder));
            known.put(folder, id);
        }
        return id;
    }

    private List<String> path(Folder folder) {
        return switch (folder) {
            case Folder.Chosen() -> chosen.isEmpty() ? List.of("Inbox") : chosen;
            case Folder.Trash() -> List.of("Trash");
            case Folder.Named(var names) -> {
                var path = new ArrayList<>(chosen);
                path.addAll(names);
                yield path;
            }
        };
    }

    private String pathId(List<String> path) throws InterruptedException, CannotImport {
        String parent = null;
        for (String name : path) {
            String wanted = Normalizer.normalize(name, Normalizer.Form.NFC);
            String above = parent;
            Optional<String> found = find(wanted, above);
            parent = found.isPresent() ? found.get() : create(wanted, above);
        }
        if (parent == null) {
            throw new CannotImport("--mailbox names no mailbox; give a name such as Archive/2024");
        }
        return parent;
    }

    /** By name below its parent; at the top also by the role that goes by that name. */
    private Optional<String> find(String name, @Nullable String parent) {
        Optional<Mailbox> byName =
                mailboxes.stream()
                        .filter(it -> it.name().equals(name) && Objects.equals(it.parent(), parent))
                        .findFirst();
        Optional<String> role = parent == null ? MailboxNames.role(name) : Optional.empty();
        return byName.or(() ->
                        mailboxes.stream()
                                .filter(it -> role.isPresent() && role.get().equals(it.role()))
                                .findFirst())
                .map(Mailbox::id);
    }

    private String create(String name, @Nullable String parent)
            throws InterruptedException, CannotImport {
        var arguments = account.arguments();
        var mailbox = arguments.putObject("create").putObject("m");
        mailbox.put("name", name).put("parentId", parent);
        JsonNode result =
                account.repeatable(List.of(new JmapCall.Method("Mailbox/set", arguments)))
                        .getFirst();
        // A request that was repeated, or another client, may have made it already: the name
        // decides.
        fetch();
        Optional<String> made = find(name, parent);
        if (made.isEmpty()) {
            throw new CannotImport(
                    "the mailbox '"
                            + name
                            + "' cannot be made: "
                            + JmapAccount.describe(result.path("notCreated").path("m"))
                            + "; choose another --mailbox");
        }
        return made.get();
    }

    private void fetch() throws InterruptedException, CannotImport {
        var arguments = account.arguments();
        arguments.putNull("ids");
        arguments.putArray("properties").add("id").add("name").add("parentId").add("role");
        JsonNode list =
                account.repeatable(List.of(new JmapCall.Method("Mailbox/get", arguments)))
                        .getFirst()
                        .path("list");
        mailboxes =
                list.values().stream()
                        .map(it ->
                                new Mailbox(
                                        it.path("id").asString(""),
                                        it.path("name").asString(""),
                                        text(it.path("parentId")),
                                        text(it.path("role"))))
                        .toList();
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.asString() : null;
    }
}
