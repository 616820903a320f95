package io.daybook.quota.jmap;

import io.daybook.core.DataType;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.standard.Json;
import io.daybook.core.jmap.standard.Property;
import io.daybook.core.jmap.standard.PropertyTable;
import io.daybook.core.jmap.standard.StandardType;
import io.daybook.quota.jmap.QuotaRecord.Kind;
import java.util.List;

/** The properties of a Quota (RFC 9425 section 4.1). */
final class QuotaProperties {
    /** What changes often: RFC 9425 section 4.3. */
    static final List<String> USED = List.of("used");

    static final PropertyTable<QuotaRecord> TABLE =
            PropertyTable.of(
                    List.of(
                            Property.serverSet("id", quota -> Json.text(quota.kind().id())),
                            Property.serverSet(
                                    "resourceType",
                                    quota -> Json.text(quota.kind().resourceType())),
                            Property.serverSet("used", quota -> Json.number(quota.used())),
                            Property.serverSet(
                                    "hardLimit", quota -> Json.number(quota.hardLimit())),
                            Property.serverSet("scope", _ -> Json.text(QuotaTerms.SCOPE)),
                            Property.serverSet("name", quota -> Json.text(quota.kind().label())),
                            Property.serverSet("types", quota -> Json.texts(quota.kind().types())),
                            Property.serverSet(
                                    "warnLimit", quota -> Json.number(quota.warnLimit())),
                            Property.serverSet("softLimit", _ -> Json.text(null)),
                            Property.serverSet("description", _ -> Json.text(null))));

    static final StandardType<Kind, QuotaRecord> TYPE =
            new StandardType<>(DataType.QUOTA, Capability.QUOTA, TABLE, Kind::parse, Kind::wire);

    private QuotaProperties() {}
}
