import { Component, type ReactNode } from "react";
import { ProblemState } from "~/ui/ProblemState";

interface State {
  error: unknown;
}

/** The last net: a fault of this page is shown with a way back, never as a white page. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return <ProblemState error={this.state.error} onRetry={() => location.reload()} />;
  }
}
