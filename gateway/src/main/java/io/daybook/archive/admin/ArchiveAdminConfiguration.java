package io.daybook.archive.admin;

import io.daybook.archive.Archives;
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
    ImportRoutes archiveImports(
            Archives archives, SecureRandom random, @Value("${daybook.data}") Path data) {
        return new ImportRoutes(archives, new Arrived(data.resolve("archives"), random), random);
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
    AdminRoute dropArchive(ImportRoutes imports) {
        return imports.drop();
    }
}
