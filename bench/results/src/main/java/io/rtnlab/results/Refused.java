// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/**
 * What the system refused, as one sentence. The message of a {@link FileSystemException} is often
 * the bare name of the file, which says neither what is wrong nor what to do.
 */
public final class Refused {
  private Refused() {}

  /** One line: the file, and what is wrong with it. */
  public static String sentence(IOException refused) {
    String message = String.valueOf(refused.getMessage()).lines().findFirst().orElse("");
    return switch (refused) {
      case FileSystemException file when file.getFile() == null -> message;
      case FileSystemException file when file.getReason() != null -> message;
      case NoSuchFileException missing -> missing.getFile() + ": " + missing(missing.getFile());
      case AccessDeniedException denied ->
          denied.getFile() + ": this account may not read or write it";
      case FileAlreadyExistsException taken ->
          taken.getFile()
              + " exists already"
              + (Files.isDirectory(Path.of(taken.getFile())) ? "" : ", and is no folder");
      case NotDirectoryException file -> file.getFile() + " is a file, not a folder";
      case FileSystemException other -> other.getFile() + " cannot be read or written";
      case CharacterCodingException _ -> "the text is not UTF-8: convert it by iconv -t UTF-8";
      default ->
          refused.getMessage() == null ? refused.getClass().getSimpleName() : message.strip();
    };
  }

  private static String missing(String file) {
    Path folder = Path.of(file).toAbsolutePath().getParent();
    return folder == null || Files.exists(folder)
        ? "there is no such file"
        : "there is no folder " + folder + "; make it first";
  }
}
