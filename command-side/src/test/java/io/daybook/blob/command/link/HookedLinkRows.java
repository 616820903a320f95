package io.daybook.blob.command.link;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets something happen just before one of the writes of a node. */
final class HookedLinkRows {
    private HookedLinkRows() {}

    /**
     * @param write which one, from 1
     */
    static LinkRows before(LinkRows rows, int write, Runnable happens) {
        var writes = new AtomicInteger();
        return (LinkRows)
                Proxy.newProxyInstance(
                        LinkRows.class.getClassLoader(),
                        new Class<?>[] {LinkRows.class},
                        (_, method, arguments) -> {
                            if (method.getName().equals("replace")
                                    && writes.incrementAndGet() == write) {
                                happens.run();
                            }
                            try {
                                return method.invoke(rows, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }
}
