package io.daybook.admin.access;

import io.daybook.admin.AdminAction;
import io.daybook.admin.AdminAction.Setting;
import io.daybook.admin.AdminCommand;
import io.daybook.admin.AdminCommand.AlreadyIssued;
import io.daybook.admin.AdminCommand.Done;
import io.daybook.admin.AdminCommand.RecordAdminAction;
import io.daybook.core.Cause;
import io.daybook.core.admin.AdminRecord;
import io.daybook.core.jmap.Bus;
import java.util.ArrayList;

/** Writes what was done into the stream of the administration. */
public final class EventRecord implements AdminRecord {
    private final Bus bus;

    public EventRecord(Bus bus) {
        this.bus = bus;
    }

    @Override
    public void write(Cause cause, Deed deed) {
        var settings = new ArrayList<Setting>();
        deed.settings().forEach((name, value) -> settings.add(new Setting(name, value)));
        var action =
                new AdminAction(
                        deed.operation(), deed.path(), settings, deed.status(), deed.detail());
        var record = new RecordAdminAction(action);
        switch (bus.command(record, cause, AdminCommand.Answer.class)) {
            case Done _ -> {}
            case AlreadyIssued() -> throw new IllegalStateException("no token was asked for");
        }
    }
}
