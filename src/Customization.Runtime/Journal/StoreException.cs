namespace Customization.Runtime.Journal;

/// <summary>The store cannot be used: corrupted, of a newer version, not a store, or open in another process. The
/// message is one line for the operator.</summary>
public sealed class StoreException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A write builds on a version that the store no longer has: this activation is not the only one.</summary>
public sealed class StoreConflictException(string message) : IOException(message);
