package io.daybook.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(packages = "io.daybook", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] FRAMEWORKS = {
        "org.axonframework..", "org.springframework..", "reactor..", "io.netty.."
    };

    @ArchTest
    static final ArchRule data_types_do_not_depend_on_each_other_in_circles =
            slices().matching("io.daybook.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule decisions_are_pure =
            noClasses()
                    .that()
                    .haveSimpleNameEndingWith("Decider")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.axonframework..", "org.springframework..", "java.io..");

    @ArchTest
    static final ArchRule the_parser_knows_no_framework =
            noClasses()
                    .that()
                    .resideInAPackage("io.daybook.mime..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(FRAMEWORKS);

    @ArchTest
    static final ArchRule the_core_knows_no_slice =
            noClasses()
                    .that()
                    .resideInAnyPackage("io.daybook.core", "io.daybook.core.codec")
                    .should()
                    .dependOnClassesThat(
                            DescribedPredicate.describe(
                                    "belong to a slice",
                                    type ->
                                            type.getPackageName().startsWith("io.daybook.")
                                                    && !type.getPackageName()
                                                            .startsWith("io.daybook.core")));

    @ArchTest
    static final ArchRule rocksdb_is_used_in_its_adapters_only =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..rocksdb..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.rocksdb..");

    @ArchTest
    static final ArchRule mongodb_is_used_in_its_adapters_only =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..mongo..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("com.mongodb..", "org.bson..");

    @ArchTest
    static final ArchRule axon_server_is_used_in_its_adapter_only =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..axonserver..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.axoniq..", "io.grpc..", "com.google.protobuf..");

    @ArchTest
    static final ArchRule lucene_is_used_in_its_adapter_only =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..lucene..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.lucene..");

    @ArchTest
    static final ArchRule elasticsearch_is_used_in_its_adapter_only =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..elastic..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("co.elastic..", "org.apache.hc..");

    @ArchTest
    static final ArchRule s3_is_used_in_its_adapter_only =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..s3..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("software.amazon.awssdk..");

    @ArchTest
    static final ArchRule mail_is_sent_by_its_adapter_only =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..relay.smtp..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..");

    @ArchTest
    static final ArchRule projections_cause_no_effects =
            noClasses()
                    .that()
                    .resideInAPackage("..projection..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.net..", "jakarta.mail..", "org.axonframework.commandhandling..");

    @ArchTest
    static final ArchRule packages_are_null_marked =
            ArchRuleDefinition.classes().should(resideInANullMarkedPackage());

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(
                        new SimpleConditionEvent(
                                type,
                                marked,
                                type.getName() + " is in a package without @NullMarked"));
            }
        };
    }
}
