package io.daybook.proof.admin;

import io.daybook.core.admin.AccountNames;
import io.daybook.core.admin.AdminRoute;
import io.daybook.core.admin.AdminRoutes;
import io.daybook.core.admin.DeskRoutes;
import io.daybook.proof.Anchors;
import io.daybook.proof.Verifier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The routes of verifying and of anchors. */
@AutoConfiguration
public class ProofAdminConfiguration {
    @Bean
    AdminRoute makeAnchor(Anchors anchors) {
        return AnchorRoute.route(anchors);
    }

    @Bean
    VerificationDesk verificationDesk(ObjectProvider<Verifier> verifiers, AccountNames accounts) {
        return new VerificationDesk(() -> verifiers.orderedStream().toList(), accounts);
    }

    @Bean
    AdminRoutes verificationRoutes(VerificationDesk desk) {
        return DeskRoutes.of(
                "/admin/verifications",
                "Verification",
                "Proves the journal, the blobs and the views, and tells what is wrong.",
                desk);
    }
}
