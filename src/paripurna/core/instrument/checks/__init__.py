"""What must hold in an edition, one module a subject; each offers one function from an edition to findings."""
