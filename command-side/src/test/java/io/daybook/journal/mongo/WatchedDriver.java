package io.daybook.journal.mongo;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.bson.BsonDocument;
import org.bson.BsonString;

/** Sees what the nodes ask of the database: counts commands, and holds inserts of commits back. */
public final class WatchedDriver implements CommandListener {
    private static final Set<String> OURS =
            Set.of("insert", "update", "find", "aggregate", "delete", "distinct", "getMore");

    /** Names of commands and their collections, in order. */
    private final ConcurrentLinkedQueue<String> commands = new ConcurrentLinkedQueue<>();

    private final ConcurrentLinkedQueue<String> exactReads = new ConcurrentLinkedQueue<>();

    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile CountDownLatch held = new CountDownLatch(0);

    /** What was asked of the collections since, beats and hints aside. */
    public List<String> commands() {
        return commands.stream()
                .filter(command -> !command.endsWith(" nodes") && !command.endsWith(" departures"))
                .toList();
    }

    /** The collections of which something was asked since that must not be stale, in order. */
    public List<String> exactReads() {
        return List.copyOf(exactReads);
    }

    public void forget() {
        commands.clear();
        exactReads.clear();
    }

    /** Inserts of commits wait from now on. */
    void stop() {
        held = new CountDownLatch(1);
        gate = new CountDownLatch(1);
    }

    /** Waits until an insert waits. */
    void awaitHeld() throws InterruptedException {
        held.await();
    }

    void go() {
        gate.countDown();
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        if (OURS.contains(event.getCommandName()) && !isListening(event.getCommand())) {
            commands.add(event.getCommandName() + " " + collection(event.getCommand(), event));
        }
        if (isExact(event.getCommand())) {
            exactReads.add(collection(event.getCommand(), event));
        }
        if (isCommit(event.getCommandName(), event.getCommand())) {
            held.countDown();
            await();
        }
    }

    private static boolean isExact(BsonDocument command) {
        return command.containsKey("readConcern")
                && command.getDocument("readConcern")
                        .getString("level", new BsonString(""))
                        .getValue()
                        .equals("linearizable");
    }

    private static boolean isCommit(String name, BsonDocument command) {
        return name.equals("insert") && command.getString(name).getValue().equals("commits");
    }

    /** Nodes that listen to each other ask for what has come of several nodes at once. */
    private static boolean isListening(BsonDocument command) {
        return command.containsKey("filter")
                && command.getDocument("filter").toString().contains("\"" + Commit.COUNTER + "\"");
    }

    private static String collection(BsonDocument command, CommandStartedEvent event) {
        var value = command.get(event.getCommandName());
        return value.isString() ? value.asString().getValue() : "";
    }

    private void await() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
