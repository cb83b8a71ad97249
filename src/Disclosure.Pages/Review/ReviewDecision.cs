namespace Disclosure.Pages.Review;

/// <summary>What a reviewer may decide. In the form's <c>decision</c>: <c>approve</c>, <c>return</c>, <c>hold</c>, <c>delegate</c>.</summary>
public enum ReviewDecision
{
    /// <summary>同意.</summary>
    Approve = 0,

    /// <summary>退回修改; wants a reason.</summary>
    Return,

    /// <summary>暂缓（保密存疑）; wants a reason and a basis. Secrecy review only.</summary>
    Hold,

    /// <summary>转交他人; wants a person.</summary>
    Delegate,
}
