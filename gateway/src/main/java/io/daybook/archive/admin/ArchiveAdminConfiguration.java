package io.daybook.archive.admin;

import io.daybook.archive.Archives;
import io.daybook.archive.Moves;
import io.daybook.core.admin.AdminRoute;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The routes of archives. */
@AutoConfiguration
public class ArchiveAdminConfiguration {
    /**
     * @param archives are there once the folder is ours
     */
    @Bean
    Arrived arrivedArchives(
            Archives archives,
            SecureRandom random,
            @Value("${daybook.arrivals:${daybook.data:./daybook-data}/archives}") Path folder) {
        return new Arrived(folder, random);
    }

    @Bean
    ImportRoutes archiveImports(Archives archives, Arrived arrived, SecureRandom random) {
        return new ImportRoutes(archives, arrived, random);
    }

    @Bean
    MoveRoutes accountMoveRoutes(Moves moves, Arrived arrived) {
        return new MoveRoutes(moves, arrived);
    }

    @Bean
    AdminRoute exportAccount(Archives archives) {
        return ExportRoute.route(archives);
    }

    @Bean
    AdminRoute uploadArchive(ImportRoutes imports) {
        return imports.upload();
    }

    @Bean
    AdminRoute importArchive(ImportRoutes imports) {
        return imports.bring();
    }

    @Bean
    AdminRoute getImport(ImportRoutes imports) {
        return imports.progress();
    }

    @Bean
    AdminRoute dropArchive(ImportRoutes imports) {
        return imports.drop();
    }

    @Bean
    AdminRoute holdAccount(MoveRoutes moves) {
        return moves.hold();
    }

    @Bean
    AdminRoute releaseAccount(MoveRoutes moves) {
        return moves.release();
    }

    @Bean
    AdminRoute letAccountLeave(MoveRoutes moves) {
        return moves.leave();
    }

    @Bean
    AdminRoute findAccount(MoveRoutes moves) {
        return moves.whereabouts();
    }

    @Bean
    AdminRoute takeAccountBack(MoveRoutes moves) {
        return moves.comeBack();
    }

    @Bean
    AdminRoute beginArrival(MoveRoutes moves) {
        return moves.arrive();
    }

    @Bean
    AdminRoute continueArrival(MoveRoutes moves) {
        return moves.follow();
    }

    @Bean
    AdminRoute openArrival(MoveRoutes moves) {
        return moves.open();
    }

    @Bean
    AdminRoute abandonArrival(MoveRoutes moves) {
        return moves.abandon();
    }
}
