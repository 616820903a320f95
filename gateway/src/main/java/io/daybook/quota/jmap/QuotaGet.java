package io.daybook.quota.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.DataType;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.Json;
import io.daybook.core.jmap.standard.ListQueries.All;
import io.daybook.core.jmap.standard.Property;
import io.daybook.core.jmap.standard.PropertyTable;
import io.daybook.core.jmap.standard.StandardGet;
import io.daybook.core.jmap.standard.StandardType;
import io.daybook.quota.GetQuota;
import io.daybook.quota.GetQuota.QuotaView;
import java.util.List;

/** Quota/get (RFC 9425 section 4.2): an account has one quota, of the octets of its messages. */
final class QuotaGet {
    private static final String ID = "octets";

    static final StandardType<String, QuotaView> TYPE =
            new StandardType<>(
                    DataType.QUOTA,
                    Capability.QUOTA,
                    PropertyTable.of(
                            List.of(
                                    Property.serverSet("id", _ -> Json.text(ID)),
                                    Property.serverSet("resourceType", _ -> Json.text("octets")),
                                    Property.serverSet("used", q -> Json.number(q.usedOctets())),
                                    Property.serverSet(
                                            "hardLimit", q -> Json.number(q.maxOctets())),
                                    Property.serverSet("scope", _ -> Json.text("account")),
                                    Property.serverSet("name", _ -> Json.text("Mail")),
                                    Property.serverSet("types", _ -> Json.texts(List.of("Email"))),
                                    Property.serverSet("warnLimit", _ -> Json.text(null)),
                                    Property.serverSet("softLimit", _ -> Json.text(null)),
                                    Property.serverSet("description", _ -> Json.text(null)))),
                    text -> text,
                    _ -> ID);

    private QuotaGet() {}

    static Method method() {
        return new StandardGet<>(
                TYPE,
                (account, _, call) ->
                        (ids, _) -> {
                            var all = all(account, call);
                            return StandardGet.among(
                                    all.state(), all.records(), TYPE.properties(), ids);
                        });
    }

    // RFC 9425 section 4.1: no quota whose types all belong to capabilities that are not in use.
    static All<QuotaView> all(AccountId account, Call call) {
        var quota = call.query(new GetQuota(account), QuotaView.class);
        boolean visible = call.using().contains(Capability.MAIL);
        return new All<>(quota.state(), visible ? List.of(quota) : List.of());
    }
}
